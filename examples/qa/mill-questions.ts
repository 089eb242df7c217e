import { randomUint32 } from '../../core/seeded-random.ts';

/** A question about a short text, in the layout of SQuAD. */
export interface MillQuestion {
  readonly id: string;
  readonly context: string;
  readonly question: string;
  readonly answers: { readonly text: readonly string[]; readonly answer_start: readonly number[] };
}

const places = 'Alder Birch Cedar Elm Fern Hazel Holm Juniper Larch Linden Maple Oak Pine Rowan Spruce Willow'.split(
  ' ',
);
const endings = ['bridge', 'field', 'ford', 'hill', 'ton', 'wick'];
const rivers = 'Arrow Bure Calder Dane Erewash Fowey Greta Helme Irthing Kennet Lune Medway Nene Otter'.split(' ');
const firstNames = 'Ada Bela Carl Dora Emil Frida Gustav Hanna Ivo Jana Karl Lena'.split(' ');
const lastNames = 'Ash Berg Cole Dorn Falk Grau Hale Kern Lund Moor'.split(' ');
const grains = ['rye', 'oats', 'wheat', 'barley', 'spelt', 'millet', 'maize', 'buckwheat'];

/** What a text tells: the sentences that can tell it, `{}` for the fact, and questions that ask for it. */
const facts = [
  {
    sentences: ['It stands on the river {}.', 'Its wheel is turned by the river {}.'],
    questions: ['Which river turns the mill?', 'On which river does the mill stand?'],
  },
  {
    sentences: ['It was built in {}.', 'People built it in the year {}.'],
    questions: ['When was the mill built?', 'In which year was it built?'],
  },
  {
    sentences: ['The miller is called {}.', 'Its miller, {}, lives next door.'],
    questions: ['Who is the miller?', 'What is the name of the miller?'],
  },
  {
    sentences: ['It grinds {} for the bakers.', 'The bakers buy {} from it.'],
    questions: ['What does the mill grind?', 'Which grain do the bakers buy?'],
  },
] as const;

/** Questions about made-up mills: the same for the same number. Each asks for one of four facts, told in any order. */
export function millQuestions(count: number): readonly MillQuestion[] {
  return Array.from({ length: count }, (_, number) => {
    let drawn = 0;
    const below = (limit: number): number => randomUint32(number, drawn++) % limit;
    const pick = (list: readonly string[]): string => list[below(list.length)] as string;
    const place = pick(places) + pick(endings);
    const told = [pick(rivers), String(1500 + below(400)), `${pick(firstNames)} ${pick(lastNames)}`, pick(grains)];
    const order = [0, 1, 2, 3];
    for (let last = 3; last > 0; last--) {
      const other = below(last + 1);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    const asked = below(4);
    let context = `The mill of ${place} is old.`;
    let start = 0;
    for (const fact of order) {
      const [before = '', after = ''] = pick(facts[fact]?.sentences ?? []).split('{}');
      if (fact === asked) start = context.length + 1 + before.length;
      context += ` ${before}${told[fact]}${after}`;
    }
    const question = pick(facts[asked]?.questions ?? []);
    return {
      id: `mill-${number}`,
      context,
      question,
      answers: { text: [told[asked] as string], answer_start: [start] },
    };
  });
}
