/** fastText compiled to WebAssembly, as Emscripten hands it over; no more of it than is called. */
declare module 'fasttext.wasm.js/dist/core/fastText.node.js' {
  /** A C++ vector. Lives outside the collected heap until `delete`. */
  export interface Predictions {
    size(): number;
    get(index: number): [score: number, label: string];
    delete(): void;
  }

  export interface Classifier {
    loadModel(path: string): void;
    predict(text: string, most: number, leastScore: number): Predictions;
  }

  export interface FastTextCore {
    readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
    readonly FastText: new () => Classifier;
  }

  const load: (options: object) => Promise<FastTextCore>;
  export default load;
}
