var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.js';
import { temporaryFolder } from '../journeys/mail-store.js';
const root = fileURLToPath(packageRoot);
const pages = [
    ...['README.md', 'README.zh.md', 'CONTRIBUTING.md', 'AGENTS.md', 'CHANGELOG.md'],
    ...readdirSync(join(root, 'docs'))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
];
function blocksOf(page) {
    const text = readFileSync(join(root, page), 'utf8');
    return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
        language: (match[1] ?? '').trim(),
        text: match[2] ?? '',
    }));
}
/** Blocks marked `sh no-test` install, serve until Ctrl-C, run all tests or train for minutes: the only reasons not to. */
const untested = /^(npm (ci|test|run (demo|check|train:spam|train:shakespeare -- FILE|train:digits|train:emoji))( && npm (test|run demo))?|npx millrace up( --dashboard| --worker)*)$/;
for (const page of pages) {
    const commands = blocksOf(page).filter(({ language }) => language === 'sh');
    // A Chinese page holds the blocks of the English one, as the test below says.
    if (commands.length === 0 || page.endsWith('.zh.md'))
        continue;
    test(`the commands of ${page} run`, () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const folder = __addDisposableResource(env_1, temporaryFolder(), false);
            for (const name of ['examples', 'recipes', 'node_modules'])
                symlinkSync(join(root, name), join(folder.path, name));
            const script = join(folder.path, 'commands.sh');
            const main = join(root, 'dist/cli/main.js');
            const npx = `npx() { shift; "${process.execPath}" "${main}" "$@"; }`;
            writeFileSync(script, ['set -euo pipefail', npx, ...commands.map(({ text }) => text)].join('\n'));
            // The first page that trains on a machine fetches TensorFlow.
            const run = spawnSync('bash', [script], { cwd: folder.path, encoding: 'utf8', timeout: 300_000 });
            assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    });
}
test('only commands that install or serve go untested', () => {
    const lines = pages.flatMap((page) => blocksOf(page)
        .filter(({ language }) => language === 'sh no-test')
        .flatMap(({ text }) => text.trim().split('\n')));
    assert.deepEqual(lines.filter((line) => !untested.test(line)), []);
});
test('the Chinese pages hold the commands of the English ones', () => {
    for (const [english, chinese] of [
        ['README.md', 'README.zh.md'],
        ['docs/tutorial.md', 'docs/tutorial.zh.md'],
    ]) {
        assert.deepEqual(blocksOf(chinese), blocksOf(english));
    }
});
test('every path and link in the pages exists', () => {
    const missing = pages.flatMap((page) => {
        const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
        const links = [...text.matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)].map((match) => join(page, '..', match[1] ?? ''));
        const code = [...text.matchAll(/`([^`\n]+)`/g)]
            .flatMap((match) => (match[1] ?? '').split(' '))
            .filter((word) => /^[\w-]+(?:\/[\w.-]+)+\/?$/.test(word))
            .map((path) => path.replace(/^dist\/(.*)\.js$/, '$1.ts'));
        const inTree = code.filter((path) => /^(core|storage|shards|pipelines|quality|streaming|wheels|training|recipes|workflows|workers|cli|benchmarks|examples|tests|docs)\//.test(path));
        return [...links, ...inTree]
            .filter((path) => !/NAME/.test(path) && !existsSync(join(root, path)))
            .map((path) => `${page}: ${path}`);
    });
    assert.deepEqual(missing, []);
});
//# sourceMappingURL=commands.test.js.map