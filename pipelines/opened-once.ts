/** What `open` makes of parameters, made once for each object and kept as long as that. */
export function openedOnce<Parameters extends object, Opened>(
  open: (parameters: Parameters) => Opened,
): (parameters: Parameters) => Opened {
  const opened = new WeakMap<Parameters, Opened>();
  return (parameters) => {
    const known = opened.get(parameters);
    if (known !== undefined) return known;
    const made = open(parameters);
    opened.set(parameters, made);
    return made;
  };
}
