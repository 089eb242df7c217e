/**
 * The order in which the samples of several parts take turns in an epoch, evenly: of the first q samples of an epoch of
 * N a part with n of them has q × n / N, give or take one where there are at most three parts, and less than two where
 * there are more. Every place is computed from its position alone, in time of the number of parts.
 */
export interface Interleaving {
  /** Samples of an epoch. */
  readonly samples: number;
  /** The part that has the sample at a position. */
  readonly partAt: (position: number) => number;
  /** The position of a part's n-th sample, from 0. */
  readonly positionOf: (part: number, n: number) => number;
  /** How many samples of each part come before a position. */
  readonly before: (position: number) => readonly number[];
}

/**
 * Interleaves parts with so many samples each, at least one, below 2^32 in all.
 *
 * Parts are the leaves of a tree of Huffman's, so that of two that are joined neither is lighter than any part of the
 * other; at each fork the left side has the nearest whole number to its share of the fork's first q samples (Bresenham's
 * line). A part's error is then half of the sum, over the nodes above it but the root, of its share of each.
 */
export function interleave(counts: readonly number[]): Interleaving {
  const root = treeOf(counts);
  const above = new Map<Node, Fork>();
  const leaves: Node[] = [];
  const walk = (node: Node): void => {
    if (node.fork === undefined) {
      leaves[node.part] = node;
      return;
    }
    for (const side of [node.fork.left, node.fork.right]) {
      above.set(side, node.fork);
      walk(side);
    }
  };
  walk(root);
  return {
    samples: root.samples,
    partAt: (position) => {
      let node = root;
      let place = position;
      while (node.fork !== undefined) {
        const left = leftOf(node.fork, place);
        const isLeft = leftOf(node.fork, place + 1) > left;
        place = isLeft ? left : place - left;
        node = isLeft ? node.fork.left : node.fork.right;
      }
      return node.part;
    },
    positionOf: (part, n) => {
      let place = n;
      let node = leaves[part] as Node;
      for (let fork = above.get(node); fork !== undefined; fork = above.get(node)) {
        place = placeInFork(fork, node === fork.left, place);
        node = fork.node;
      }
      return place;
    },
    before: (position) => {
      const found = counts.map(() => 0);
      const count = (node: Node, place: number): void => {
        if (node.fork === undefined) found[node.part] = place;
        else {
          const left = leftOf(node.fork, place);
          count(node.fork.left, left);
          count(node.fork.right, place - left);
        }
      };
      count(root, position);
      return found;
    },
  };
}

interface Node {
  readonly samples: number;
  /** Of a leaf its part; of a fork the first part below it. */
  readonly part: number;
  readonly fork: Fork | undefined;
}

interface Fork {
  readonly node: Node;
  readonly left: Node;
  readonly right: Node;
}

/** Joins the two lightest nodes until one is left; of equal ones those with the lowest part. */
function treeOf(counts: readonly number[]): Node {
  const nodes: Node[] = counts.map((samples, part) => ({ samples, part, fork: undefined }));
  for (;;) {
    nodes.sort((a, b) => a.samples - b.samples || a.part - b.part);
    const [left, right] = nodes.splice(0, 2);
    if (left === undefined) throw new Error('no parts to interleave');
    if (right === undefined) return left;
    nodes.push(forkOf(left, right));
  }
}

function forkOf(left: Node, right: Node): Node {
  const node: { samples: number; part: number; fork: Fork | undefined } = {
    samples: left.samples + right.samples,
    part: Math.min(left.part, right.part),
    fork: undefined,
  };
  node.fork = { node, left, right };
  return node;
}

/** Samples of the left side among the first `place` ones of a fork: the nearest whole number to its share. */
function leftOf({ node, left }: Fork, place: number): number {
  const share = left.samples;
  const all = node.samples;
  // place × share may have 64 bits: long division in two steps of 16, each below 2^53.
  const high = place * Math.floor(share / 2 ** 16);
  const low = (high % all) * 2 ** 16 + place * (share % 2 ** 16);
  return Math.floor(high / all) * 2 ** 16 + Math.floor(low / all) + (2 * (low % all) >= all ? 1 : 0);
}

/** The place in a fork of the n-th sample of one of its sides. */
function placeInFork(fork: Fork, isLeft: boolean, n: number): number {
  const side = isLeft ? fork.left : fork.right;
  const before = (place: number): number => (isLeft ? leftOf(fork, place) : place - leftOf(fork, place));
  // The estimate may miss by one or two, since floating point rounds.
  let place = Math.min(fork.node.samples - 1, Math.floor(((2 * n + 1) / (2 * side.samples)) * fork.node.samples));
  while (before(place) > n) place--;
  while (before(place + 1) <= n) place++;
  return place;
}
