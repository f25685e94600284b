import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	resolve: {
		alias: {
			'awin-sdk/mocks': local('mocks/index.ts'),
			'awin-sdk/core': local('src/core.ts'),
			'awin-sdk/redis': local('src/redis.ts'),
			'awin-sdk/opentelemetry': local('src/opentelemetry.ts'),
			'awin-sdk': local('src/index.ts'),
		},
	},
	test: {
		include: ['test/**/*.test.ts'],
		typecheck: {enabled: true, include: ['test/**/*.test-d.ts']},
		restoreMocks: true,
		/* No test waits for real, so this ends only one that hangs, however busy the machine is. */
		testTimeout: 60_000,
		hookTimeout: 60_000,
		coverage: {
			include: ['src/**/*.ts', 'mocks/**/*.ts'],
			reporter: ['text-summary', 'text'],
			thresholds: {100: true},
		},
	},
});
