import { decides } from '../review/decision-verb.js';
import { verb } from '../verb.js';
/** `reject NAME[@V]`: `latest` stays where it is for good. */
export function rejectVerb() {
    const command = verb('reject', 'Refuse a version whose gates failed: latest stays where it is', [
        'reject docs-en@3',
        `reject docs-en@3 --note 'an empty crawl'`,
    ]);
    return decides(command, 'rejected');
}
//# sourceMappingURL=reject.js.map