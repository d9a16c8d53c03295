/** `{[name]: value}`, or nothing for undefined: exactOptionalPropertyTypes wants the key to be absent. */
export function keep<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  const object: Partial<Record<Name, Value>> = {};
  if (value !== undefined) object[name] = value;
  return object;
}
