/*
 * page.d.ts - for the check of types alone (tests/tools/check-page): what is
 * not in these files, or newer than the checker.
 */

declare const d3: any;

declare namespace d3 {
  type Selection<A, B, C, D> = any;
  type ScaleLinear<A = any, B = any> = any;
  type SymbolType = any;
}

declare class DecompressionStream extends TransformStream {
  constructor(format: string);
}

