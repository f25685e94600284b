import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {textOf} from './markdown.ts';

/** What an index lists: each name with the file that it comes from. */
const exportsOf = (index: string): [name: string, file: string][] => {
	const lists = textOf(index).matchAll(/export (?:type )?\{([^}]*)\} from '(.+?)';/g);
	/* The names of other packages are documented there. */
	return [...lists].flatMap(([, names = '', file = '']) =>
		(file.startsWith('.') ? names : '')
			.split(',')
			.map((name) => name.trim().replace(/^type /, ''))
			.filter((name) => name !== '')
			.map((name): [string, string] => [name, join(index, '..', file)]),
	);
};

const declaration = (name: string) =>
	new RegExp(`(\\*/\\n)?export (?:declare |abstract )*(?:const|function|class|type) ${name}\\b`);

describe.each(['src/index.ts', 'src/core.ts', 'src/redis.ts', 'mocks/index.ts'])('%s', (index) => {
	const own = exportsOf(index).filter(([, file]) => file !== 'src/core.ts');
	test.each(own)('%s has a comment that documents it', (name, file) => {
		const [found, comment] = declaration(name).exec(textOf(file)) ?? [];
		expect(found, `${file} declares ${name}`).toBeDefined();
		expect(comment, `${file} documents ${name}`).toBeDefined();
	});
});

/** Types whose every member a user reads or writes. */
const members: readonly [type: string, file: string][] = [
	['AwinClientOptions', 'src/options/options.ts'],
	['CacheClientOptions', 'src/options/cache.ts'],
	['QuotaOptions', 'src/options/quota.ts'],
	['CallOptions', 'src/request/call-options.ts'],
	['RetryOptions', 'src/request/policy.ts'],
	['RetryBudgetOptions', 'src/request/policy.ts'],
	['CacheOptions', 'src/request/policy.ts'],
	['RateLimit', 'src/pipeline/quota/types.ts'],
	['RedisLimiterOptions', 'src/pipeline/quota/redis/redis-limiter.ts'],
	['AwinClient', 'src/client.ts'],
	['AwinClientOptions', 'src/api/sdk.ts'],
	['Servers', 'src/api/sdk.ts'],
	['Groups', 'src/api/groups.ts'],
	['BatchOptions', 'src/api/batch/outcome.ts'],
	['JobProgress', 'src/api/batch/wait-options.ts'],
	['ValidationsWaitOptions', 'src/api/batch/wait-options.ts'],
	['Meta', 'src/result/meta.ts'],
	['Attempt', 'src/response/reply.ts'],
	['CacheStore', 'src/pipeline/cache/store/types.ts'],
];

test.each(members)('every member of %s has a comment that documents it', (type, file) => {
	const pattern = new RegExp(`export type ${type} =[^{]*\\{\\n([\\s\\S]*?)\\n\\};`);
	const [, body = ''] = pattern.exec(textOf(file)) ?? [];
	const undocumented = [...body.matchAll(/(\*\/\n)?\treadonly (\w+)/g)]
		.filter(([, comment]) => comment === undefined)
		.map(([, , name]) => name);
	expect(body).not.toBe('');
	expect(undocumented).toEqual([]);
});
