type FilterSelectProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly id: string; readonly text: string }[];
};

export function FilterSelect({ name, label, value, options }: FilterSelectProps) {
  return (
    <label className="fld">
      <span>{label}</span>
      <select className="inp" name={name} defaultValue={value ?? ""}>
        {options.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
