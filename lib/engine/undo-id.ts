/** Whether an act takes another one's effect back: such ids begin with "undo:". */
export const isUndo = (actId: string): boolean => actId.startsWith("undo:");
