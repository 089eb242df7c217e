import { writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { connectClient } from '../../workers/temporal/connection.ts';
import { temporalSettings } from '../../workers/temporal/settings.ts';

// usage: TEMPORAL_ADDRESS=… node dist/tests/workflows/record-history.js WORKFLOW_ID FILE [RUN_ID]
const [workflowId = '', file = '', runId] = process.argv.slice(2);
const settings = temporalSettings(process.env);
if (settings.kind === 'embedded') throw new Error('Set TEMPORAL_ADDRESS to the server that holds the workflow');
const client = await connectClient(settings.target);
const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
const text = historyToJSON(history).replace(/"identity": "[^"]*"/g, '"identity": "worker"');
writeFileSync(file, `${text}\n`);
console.log(`${file}: ${history.events?.length ?? 0} events`);
await client.connection.close();
