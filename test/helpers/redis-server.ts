import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {createServer} from 'node:net';

/** A Redis server for tests, on a free loopback port. */
export type RedisServer = {
	readonly url: string;
	/** Restarts it, empty, on the same port. */
	readonly start: () => Promise<void>;
	/** Kills it at once, as in a machine failure. */
	readonly kill: () => Promise<void>;
};

const program = ['redis-server', 'valkey-server'].find(
	(name) => spawnSync(name, ['--version']).status === 0,
);

/** Whether a Redis server is installed. */
export const hasRedis = program !== undefined;

if (!hasRedis) {
	console.warn(
		'Skipped the tests against a real Redis, because neither `redis-server` nor `valkey-server` is installed.',
	);
}

const freePort = () =>
	new Promise<number>((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

const ready = (child: ChildProcess) =>
	new Promise<void>((resolve, reject) => {
		let output = '';
		child.stdout?.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (output.includes('Ready to accept connections')) resolve();
		});
		child.once('exit', () => reject(new Error(`redis-server ended: ${output}`)));
	});

/** Starts a Redis server without persistence. */
export const startRedis = async (): Promise<RedisServer> => {
	const port = await freePort();
	const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	let child: ChildProcess | undefined;
	const start = async () => {
		child = spawn(program ?? 'redis-server', options, {stdio: ['ignore', 'pipe', 'ignore']});
		await ready(child);
	};
	const kill = () =>
		new Promise<void>((resolve) => {
			if (child === undefined || child.exitCode !== null) {
				resolve();
				return;
			}
			child.removeAllListeners('exit').once('exit', () => resolve());
			child.kill('SIGKILL');
		});
	await start();
	return {url: `redis://127.0.0.1:${port}`, start, kill};
};
