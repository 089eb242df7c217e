import { MillraceError } from '../core/errors.js';
/**
 * Opens the dashboard in front of a Temporal UI, where one is asked for, and says how it is meant where that UI is of a
 * version whose columns and views cannot be set up.
 *
 * @throws {MillraceError} `port-in-use` or `temporal-ui-unknown` (usage)
 */
export async function serveDashboard(port, place, output) {
    const { uiUrl } = place;
    if (port === undefined)
        return undefined;
    if (uiUrl === undefined || !/^https?:\/\//.test(uiUrl) || !URL.canParse(uiUrl)) {
        throw new MillraceError('temporal-ui-unknown', 'there is no address of the Temporal UI to open the dashboard on', {
            kind: 'usage',
            at: 'TEMPORAL_UI_URL',
            hint: 'set TEMPORAL_UI_URL to the address of the UI, such as http://127.0.0.1:8080',
        });
    }
    const { openDashboard } = await import('../workers/dashboard/open-dashboard.js');
    const dashboard = await openDashboard({ ...place, uiUrl, ...(port === true ? {} : { port }) });
    if (!dashboard.presets)
        output.line('This version of the Temporal UI keeps its columns and views as they are.');
    return dashboard;
}
//# sourceMappingURL=serve-dashboard.js.map