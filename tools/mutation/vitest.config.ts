import {defineConfig} from 'vitest/config';
import project from '../../vitest.config.ts';

/** The tests of each mutated folder. */
const tests: Readonly<Record<string, readonly string[]>> = {
	retry: ['test/pipeline/retry/*[a-z].test.ts', 'test/client/observe.test.ts'],
	result: ['test/result/**/*.test.ts'],
	errors: ['test/errors/**/*.test.ts'],
	response: ['test/response/**/*.test.ts'],
};

export default defineConfig({
	...project,
	test: {
		...project.test,
		include: [...(tests[process.env['MUTATION_PART'] ?? ''] ?? [])],
		exclude: ['test/pipeline/**/*.property.test.ts'],
		typecheck: {enabled: false},
		/* Each change has a run of its own, so that its modules are new; within a run, the files share them. */
		isolate: false,
	},
});
