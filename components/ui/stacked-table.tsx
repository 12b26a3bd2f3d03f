import type { ReactNode } from "react";

type StackedTableProps = {
  /** Texts of the column heads; each cell but the first carries its own as `data-label`. */
  readonly heads: readonly string[];
  /** The rows. */
  readonly children: ReactNode;
};

/** A table that becomes a stack of labelled rows where there is little room. */
export function StackedTable({ heads, children }: StackedTableProps) {
  return (
    <div className="tw">
      <table className="tbl stk">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
