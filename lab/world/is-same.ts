/** Whether two names are one to Windows and Lync: capitals make no difference. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
