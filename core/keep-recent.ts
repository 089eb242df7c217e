/**
 * Keeps what was made for the `most` keys that were asked for last, the latest last; what is asked for again is not made
 * again.
 */
export function keepRecent<Key, Made>(most: number): (key: Key, make: () => Made) => Made {
  const kept = new Map<Key, { readonly made: Made }>();
  return (key, make) => {
    const found = kept.get(key) ?? { made: make() };
    kept.delete(key);
    kept.set(key, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return found.made;
  };
}
