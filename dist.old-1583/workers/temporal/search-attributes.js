import proto from '@temporalio/proto';
import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
import { attributes } from '../../workflows/attributes.js';
const { IndexedValueType } = proto.temporal.api.enums.v1;
/** Temporal's own words for a type: as the command line takes it, and as the API does. */
const typeNames = {
    TEXT: { word: 'Text', code: IndexedValueType.INDEXED_VALUE_TYPE_TEXT },
    KEYWORD: { word: 'Keyword', code: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD },
    INT: { word: 'Int', code: IndexedValueType.INDEXED_VALUE_TYPE_INT },
    DOUBLE: { word: 'Double', code: IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE },
    BOOL: { word: 'Bool', code: IndexedValueType.INDEXED_VALUE_TYPE_BOOL },
    DATETIME: { word: 'Datetime', code: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME },
    KEYWORD_LIST: { word: 'KeywordList', code: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST },
};
const wanted = Object.values(attributes).map((key) => ({ name: key.name, ...typeNames[key.type] }));
const registrationLimitMs = 10_000;
/** The attributes as `temporal server start-dev` takes them: `--search-attribute Dataset=Keyword …`. */
export function searchAttributeFlags() {
    return wanted.flatMap(({ name, word }) => ['--search-attribute', `${name}=${word}`]);
}
/**
 * Registers Millrace's search attributes in a namespace, and waits until the server lists them with the right types;
 * repeating is cheap. A large cluster may take some seconds more before workflows can use new ones.
 * Throws MillraceError `search-attribute-type` where one exists with another type, which the server itself would
 * ignore, and `search-attributes` where it refuses to register.
 */
export async function ensureSearchAttributes(connection, namespace) {
    const missing = await missingAttributes(connection, namespace);
    if (missing.length === 0)
        return;
    try {
        await connection.operatorService.addSearchAttributes({
            namespace,
            searchAttributes: Object.fromEntries(missing.map(({ name, code }) => [name, code])),
        });
    }
    catch (cause) {
        if ((await missingAttributes(connection, namespace)).length > 0)
            throw refused(namespace, missing, cause);
    }
    const deadline = performance.now() + registrationLimitMs;
    while ((await missingAttributes(connection, namespace)).length > 0) {
        if (performance.now() > deadline)
            throw refused(namespace, missing, undefined);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
async function missingAttributes(connection, namespace) {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    for (const { name, word, code } of wanted) {
        const found = customAttributes[name];
        if (found === undefined || found === code)
            continue;
        const foundWord = Object.values(typeNames).find((type) => type.code === found)?.word ?? String(found);
        throw new MillraceError('search-attribute-type', `search attribute ${name} of namespace ${namespace} has type ${foundWord}, expected ${word}`, { hint: `remove it (temporal operator search-attribute remove --name ${name}) or use another namespace` });
    }
    return wanted.filter(({ name }) => customAttributes[name] === undefined);
}
function refused(namespace, missing, cause) {
    const details = cause?.details;
    const why = typeof details === 'string' ? `: ${details}` : '';
    const flags = [...missing]
        .sort((a, b) => byCodeUnit(a.name, b.name))
        .map(({ name, word }) => `--name ${name} --type ${word}`)
        .join(' ');
    return new MillraceError('search-attributes', `namespace ${namespace} lacks search attributes of Millrace${why}`, {
        hint: `let an operator register them: temporal operator search-attribute create --namespace ${namespace} ${flags}`,
        cause,
    });
}
//# sourceMappingURL=search-attributes.js.map