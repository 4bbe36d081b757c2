/** Something that is loaded once, when it is first asked for. */
export interface Remembered<T> {
  /** What was loaded, else loads it; whoever asks meanwhile waits for the same. */
  get(): Promise<T>;
  /** What was loaded, if it was. */
  readonly value: T | undefined;
  /** Puts another value in the place of what was loaded. */
  set(value: T): void;
  /** Forgets it: the next `get` loads it anew. */
  forget(): void;
}

/** Remembers what `load` gives. @param load must not reject */
export function remember<T>(load: () => Promise<T>): Remembered<T> {
  let loading: Promise<T> | undefined;
  let value: T | undefined;
  return {
    get value() {
      return value;
    },
    get() {
      if (loading) return loading;
      const mine = load();
      loading = mine;
      void mine.then((loaded) => {
        if (loading === mine) value = loaded;
      });
      return mine;
    },
    set(next) {
      value = next;
      loading = Promise.resolve(next);
    },
    forget() {
      loading = undefined;
      value = undefined;
    },
  };
}
