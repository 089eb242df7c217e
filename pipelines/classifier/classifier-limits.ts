/** Bits of a place: 32 places to 16 million. */
export const leastBits = 5;
export const mostBits = 24;
/** Words, and characters, in the longest n-gram. */
export const mostWords = 4;
export const mostCharacters = 8;
export const mostLabels = 1000;
/** Weights of a model, all outputs together: 512 MiB. */
export const mostWeights = 2 ** 27;
