import { spawn } from "node:child_process";
import type { ChainRecord } from "#lib/domain/audit/chain.ts";
import { type HeadsPost, headLine } from "#lib/domain/audit/heads-post.ts";
import { AppError } from "#lib/domain/errors.ts";

/**
 * Heads as lines of a file, usually on a share that the console's machine cannot rewrite: each post is a child process, given up
 * after `deadlineMs` (default 15,000), so that a dead share holds nothing of the console. @throws AppError "unreachable"
 */
export function headsFile(path: string, program: string, deadlineMs = 15_000): HeadsPost {
  return {
    name: path,
    post: (heads) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, path], { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
        const late = setTimeout(() => child.kill("SIGKILL"), deadlineMs);
        let [said, complained] = ["", ""];
        child.stdout.on("data", (part) => {
          said += String(part);
        });
        child.stderr.on("data", (part) => {
          complained += String(part);
        });
        const fail = (why: string) =>
          reject(new AppError("unreachable", `heads could not be posted to ${path}: ${why}`));
        child.once("error", (e) => fail(e.message));
        child.once("close", (code) => {
          clearTimeout(late);
          if (code === 0 && /^\d+$/.test(said)) resolve(Number(said));
          else fail(code === null ? `no answer within ${deadlineMs / 1_000} s` : reasonOf(complained));
        });
        child.stdin.on("error", () => undefined); // it ended before it read: "close" says why
        child.stdin.end(heads.map((each: ChainRecord) => headLine(each)).join(""));
      }),
  };
}

const reasonOf = (complained: string) => /^\w*Error: .*$/m.exec(complained)?.[0] ?? "it ended without a word";
