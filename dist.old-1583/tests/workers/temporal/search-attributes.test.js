import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { TypedSearchAttributes } from '@temporalio/common';
import proto from '@temporalio/proto';
import { connectClient } from '../../../workers/temporal/connection.js';
import { ensureSearchAttributes, searchAttributeFlags } from '../../../workers/temporal/search-attributes.js';
import { openTemporal } from '../../../workers/temporal/server.js';
import { attributes } from '../../../workflows/attributes.js';
import { hasTemporalCli } from './available-cli.js';
describe('search attributes', () => {
    it('stay within the columns that Temporal has for them in SQLite', () => {
        const counts = new Map();
        for (const { type } of Object.values(attributes))
            counts.set(type, (counts.get(type) ?? 0) + 1);
        for (const [type, count] of counts)
            assert.ok(count <= (type === 'KEYWORD' ? 10 : 3), `${count} of ${type}`);
        assert.equal(searchAttributeFlags().length, 2 * Object.keys(attributes).length);
    });
    it('are registered, found by a query, and refused where one has another type', async (test) => {
        if (!(await hasTemporalCli(test)))
            return;
        const folder = await mkdtemp(join(tmpdir(), 'millrace-attributes-'));
        const server = await openTemporal({ folder, env: process.env });
        const client = await connectClient(server.target);
        const { connection } = client;
        const { namespace } = server;
        try {
            const typedSearchAttributes = new TypedSearchAttributes([
                { key: attributes.dataset, value: 'docs' },
                { key: attributes.rowsIn, value: 12 },
                { key: attributes.qualityScore, value: 0.75 },
                { key: attributes.gatePassed, value: false },
                { key: attributes.failedChecks, value: ['kept.ratio', 'rows'] },
                { key: attributes.builtAt, value: new Date(0) },
            ]);
            await client.workflow.start('nobody-runs-it', { workflowId: 'a', taskQueue: 'none', typedSearchAttributes });
            const query = `Dataset='docs' AND RowsIn>11 AND QualityScore<0.8 AND GatePassed=false AND FailedChecks='rows'`;
            while ((await client.workflow.count(query)).count === 0)
                await new Promise((resolve) => setTimeout(resolve, 20));
            await connection.operatorService.removeSearchAttributes({ namespace, searchAttributes: ['DupRate', 'RowsOut'] });
            await ensureSearchAttributes(connection, namespace);
            await ensureSearchAttributes(connection, namespace);
            const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
            const { IndexedValueType } = proto.temporal.api.enums.v1;
            assert.equal(customAttributes['DupRate'], IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);
            await connection.operatorService.removeSearchAttributes({ namespace, searchAttributes: ['DupRate'] });
            await connection.operatorService.addSearchAttributes({
                namespace,
                searchAttributes: { DupRate: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD },
            });
            await assert.rejects(ensureSearchAttributes(connection, namespace), {
                code: 'search-attribute-type',
                message: /DupRate .* has type Keyword, expected Double/,
            });
        }
        finally {
            await connection.close();
            await server.stop();
            await rm(folder, { recursive: true, force: true });
        }
    });
});
//# sourceMappingURL=search-attributes.test.js.map