import { Connection } from "tedious";
import { afterAll, describe, expect, it } from "vitest";
import { closeAll, listener, raw } from "./listen-fixture.ts";
import { login7, prelogin } from "./raw-client.ts";

afterAll(closeAll);

async function numbersOf(user: string, password: string, database: string): Promise<readonly number[]> {
  const numbers: number[] = [];
  const connection = new Connection({
    server: "127.0.0.1",
    options: { port: listener.port, encrypt: false, database },
    authentication: { type: "default", options: { userName: user, password } },
  });
  connection.on("errorMessage", ({ number }) => numbers.push(number));
  await new Promise<void>((resolve) => connection.connect(() => resolve()));
  connection.close();
  return [...new Set(numbers)];
}

/** The bytes of TDSVersion in LOGINACK. */
async function acknowledged(tds: number): Promise<string> {
  const socket = await raw();
  let all = Buffer.alloc(0);
  const found = new Promise<string>((resolve) => {
    socket.on("data", (bytes) => {
      all = Buffer.concat([all, bytes]);
      const at = all.indexOf(Buffer.from("Microsoft SQL Server", "utf16le"));
      // AD, length, interface, four bytes of version, length of the name
      if (at > 0) resolve(all.subarray(at - 5, at - 1).toString("hex"));
    });
  });
  socket.write(prelogin());
  socket.write(login7({ user: "console", password: "right", tds }));
  const text = await found;
  socket.destroy();
  return text;
}

describe("a login", () => {
  it("with a wrong password is 18456, with an unknown user as well", async () => {
    expect(await numbersOf("console", "wrong", "")).toEqual([18456]);
    expect(await numbersOf("nobody", "right", "")).toEqual([18456]);
  });

  it("to a database that is not there is 4060 and then 18456", async () => {
    expect(await numbersOf("console", "right", "nothere")).toEqual([4060, 18456]);
  });

  it("to a 2008 R2 speaks TDS 7.3, also with a client that offers 7.4, and never more than the client", async () => {
    expect(await acknowledged(0x74000004)).toBe("730b0003");
    expect(await acknowledged(0x730b0003)).toBe("730b0003");
    expect(await acknowledged(0x72090002)).toBe("72090002");
  });
});
