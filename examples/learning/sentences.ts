import { randomUint32 } from '../../core/seeded-random.ts';

const people = ['miller', 'baker', 'smith', 'weaver', 'ferryman', 'shepherd'];
const places = ['river', 'oven', 'forge', 'loom', 'ferry', 'hill'];
const states = ['high', 'low', 'warm', 'cold', 'quiet', 'far away'];
const reasons = ['it rained', 'the wind turned', 'winter came', 'nobody was there'];

/**
 * Sentence `number` of a small grammar, the same on every machine: who and where are drawn once and come back later, so
 * that a model has to remember them. 864 are different.
 */
export function sentence(number: number): string {
  const drawn = (list: readonly string[], place: number): string =>
    list[randomUint32(number, place) % list.length] ?? '';
  const [who, where, state, reason] = [people, places, states, reasons].map(drawn);
  return `The ${who} went to the ${where}. The ${where} was ${state}, because ${reason}, and so the ${who} went home.`;
}
