import { decides } from '../review/decision-verb.js';
import { verb } from '../verb.js';
/** `approve NAME[@V]`: moves `latest` to a version in spite of its gates. */
export function approveVerb() {
    const command = verb('approve', 'Accept a version whose gates failed: latest moves to it, its schedule goes on', [
        'approve docs-en@3',
        `approve docs-en --note 'the site really lost its blog'`,
    ]);
    return decides(command, 'approved');
}
//# sourceMappingURL=approve.js.map