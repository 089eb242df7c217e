/** A dictionary of OpenCC as opencc-js packs it: `from to|from to|…`. */
declare module 'opencc-js/dict/*' {
  const pairs: string;
  export default pairs;
}
