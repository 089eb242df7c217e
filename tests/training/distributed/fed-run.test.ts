import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { openFedRun } from '../../../training/distributed/fed-run.ts';
import { inSteps, runParts } from '../../../training/open-run.ts';
import { feedOf } from '../../../training/run-feed.ts';
import { openRunStreams } from '../../../training/run-streams.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { labelledDocuments } from '../../streaming/synthetic-version.ts';
import { chatDocuments } from '../chat-version.ts';
import { connected } from './fed-rank.ts';
import { named, sizes, textRun } from './synthetic-runs.ts';

const letters = (count: number, first: number) => labelledDocuments(count, ['a', 'b', null], first);

for (const [objective, documents] of [
  ['classify', letters],
  ['instruct', chatDocuments],
] as const) {
  test(`three ranks of ${objective} have together what one process reads, from any place on`, async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const config = (await textRun(storage, documents, named('gpt', sizes), named(objective)))('fed');
    const options = { storage, threads: 1 };
    const { train, streams } = await openRunStreams(options, config, undefined);
    t.after(() => Promise.all(streams.map((stream) => stream.close())));
    const whole = inSteps(runParts(config, train.stream.classes).objective);
    let from: typeof train.stream.start | undefined;
    let read = 0;
    let fed = await openFedRun(options, config, 3, from);
    let ranks = await Promise.all([0, 1, 2].map((rank) => connected(fed.feeder.socket, `train ${rank}`)));
    for await (const batch of feedOf(train, whole).epochs()) {
      const frames = await Promise.all(ranks.map(({ frame }) => frame()));
      for (const name of Object.keys(batch.inputs[0]?.inputs ?? {})) {
        const here = batch.inputs.flatMap(({ inputs }) => [...(inputs[name]?.data ?? [])]);
        const there = frames.flatMap((frame) =>
          typeof frame === 'object' ? [...(frame.tensors.get(name)?.data ?? [])] : [],
        );
        assert.deepEqual(there.slice(0, here.length), here, name);
        assert.ok(there.slice(here.length).every((value) => value === 0));
      }
      const told = frames.map((frame) => (typeof frame === 'object' ? frame : undefined));
      const targets = batch.inputs.reduce((sum, part) => sum + part.targets, 0);
      assert.deepEqual(
        told.map((each) => each?.targets),
        [targets, 0, 0],
      );
      assert.deepEqual(
        told.map((each) => each?.tokens),
        [batch.units, 0, 0],
      );
      assert.deepEqual(
        told.map((each) => each?.cursor),
        [batch.cursor, batch.cursor, batch.cursor],
      );
      if (++read === 12) break;
      if (read !== 5) continue;
      await fed.close();
      from = batch.cursor;
      fed = await openFedRun(options, config, 3, from);
      ranks = await Promise.all([0, 1, 2].map((rank) => connected(fed.feeder.socket, `train ${rank}`)));
    }
    await fed.close();
    assert.deepEqual(fed.classes, objective === 'classify' ? ['a', 'b'] : []);
  });
}
