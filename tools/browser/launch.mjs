import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {launch} from 'puppeteer-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
	console.error(`There is no ${executablePath}: install Chromium, or set CHROMIUM_PATH.`);
	process.exit(1);
}

/* No sandbox, because it does not work for root; the rest keeps the browser from calling home. */
const args = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Starts headless Chromium with a profile of its own, which is removed when it is closed. */
export const launchChromium = async () => {
	const userDataDir = await mkdtemp(join(tmpdir(), 'awin-sdk-browser-'));
	const browser = await launch({executablePath, args, userDataDir, protocolTimeout: 120_000});
	return {
		newPage: () => browser.newPage(),
		version: () => browser.version(),
		close: async () => {
			await browser.close();
			await rm(userDataDir, {recursive: true, force: true});
		},
	};
};
