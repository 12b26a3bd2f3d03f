const mark = "7f3a";

/** Values that break what is built as text. Each holds a mark, so that a trace of it is found wherever it should not be. */
export const hostile: readonly string[] = [
  `${mark}'; DROP DATABASE mgc; --`,
  `${mark}] WITH REPLACE; --`,
  `${mark}]]'"\`"'`,
  `${mark}$(Remove-Item -Recurse C:\\) \${env:PATH} @(1) | iex`,
  `${mark}'+(Get-Content C:\\secret)+'`,
  `${mark}\nGO\nSHUTDOWN\r\n`,
  `${mark}\u2028\u2029\u0085 line separators`,
  `${mark}\u202etxt.exe\u2066 bidi\u200f`,
  `${mark}\u0000 zero \u001b[31m escape`,
  `${mark}<img src=x onerror=alert(1)><script>alert(1)</script>&amp;`,
  `${mark}=cmd|' /C calc'!A0`,
  `${mark}%2e%2e%2f..\\..\\..`,
  `${mark}\ud83d\ude00 𝕞𝕘𝕔 ﬀ ｍｇｃ`,
  mark.padEnd(4_000, "x]'"),
  mark.padEnd(4_001, 'y"'),
];

export { mark };
