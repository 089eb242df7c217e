import { ApplicationFailure, Context, heartbeat, log } from '@temporalio/activity';
import { Runtime } from '@temporalio/worker';
import { openStorage } from '../../storage/open-storage.ts';
import type { Announcement } from '../../workflows/contract.ts';
import { withHeartbeats } from '../heartbeats.ts';
import { recordAnnouncement } from '../telemetry/record-announcement.ts';
import { namedUiUrl, workflowPage } from '../temporal/ui.ts';
import { type Announced, openAnnounced } from './announced.ts';
import { lineageListeners } from './lineage/lineage-listener.ts';
import { type Listener, tellAll } from './listener.ts';
import { readRunFacts } from './run-facts.ts';
import { webhookListeners } from './webhooks.ts';

/**
 * Tells those who listen what happened to a build: the worker's metrics, OpenLineage, webhooks. Where some could not be
 * told the activity fails with their number and reasons, to be retried by the workflow's policy, and the next attempt
 * tells those alone.
 */
export function announce(announcement: Announcement): Promise<void> {
  const { info, client } = Context.current();
  const told = toldBefore(info.heartbeatDetails);
  return withHeartbeats({ told }, async () => {
    const run = () => readRunFacts(client, announcement);
    const page = pageOf(announcement.workflowId, info.namespace);
    const announced = openAnnounced(announcement, openStorage(announcement.store), page, run);
    const problems = await tellAll(await listenersOf(announced), told);
    if (problems.length === 0) return;
    for (const problem of problems) log.warn(`${announcement.dataset} ${announcement.kind}: ${problem}`);
    heartbeat({ told });
    throw ApplicationFailure.retryable(`not told: ${problems.join('; ')}`, 'not-told');
  });
}

async function listenersOf(announced: Announced): Promise<Listener[]> {
  const meter = Runtime.instance().metricMeter;
  const recipe = await announced.recipe();
  const onProblem = (text: string): void => log.warn(text);
  return [
    { key: 'metrics', tell: () => recordAnnouncement(meter, announced) },
    ...lineageListeners(announced, process.env, onProblem),
    ...webhookListeners(announced, recipe?.alerts ?? [], process.env, onProblem),
  ];
}

/** A worker knows the address of the UI only where a person named it: the server's own may be on another machine. */
function pageOf(workflowId: string, namespace: string): string | null {
  const uiUrl = namedUiUrl(process.env);
  return uiUrl === undefined ? null : workflowPage(uiUrl, namespace, workflowId);
}

function toldBefore(details: unknown): string[] {
  const { told } = (details ?? {}) as { readonly told?: unknown };
  return Array.isArray(told) ? told.filter((key) => typeof key === 'string') : [];
}
