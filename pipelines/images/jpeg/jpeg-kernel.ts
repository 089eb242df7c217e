/** A constant of the kernel. */
interface Constant {
  readonly value: number;
}

/** What the kernel `jpeg.as` exports; its documentation is there. Truth values are 0 and 1. */
export interface JpegKernel {
  readonly COUNTS: Constant;
  readonly SYMBOLS: Constant;
  readonly STEPS: Constant;
  readonly BLOCKS: Constant;
  readonly DYNAMIC: Constant;
  readonly buildHuffman: (table: number) => void;
  readonly scanSegments: (at: number, end: number, table: number, most: number) => number;
  readonly setScan: (
    table: number,
    count: number,
    data: number,
    interval: number,
    mcusPerRow: number,
    blocksPerMcu: number,
  ) => void;
  readonly setLuma: (upsampling: number, left: number, plane: number, stride: number, rows: number) => void;
  readonly setChroma: (
    blue: number,
    red: number,
    stride: number,
    rows: number,
    width: number,
    height: number,
    space: number,
  ) => void;
  readonly decode: (
    firstColumn: number,
    endColumn: number,
    firstRow: number,
    endRow: number,
    left: number,
    width: number,
    top: number,
    bottom: number,
    out: number,
    stride: number,
  ) => number;
}
