/** How many recent credentials are kept, to redact them in errors. */
const maxRecentSecrets = 8;

/** The credentials that a client used last. */
export type RecentSecrets = {
	/** The same array until a credential is added. */
	readonly list: () => readonly string[];
	readonly add: (secret: string) => void;
};

/** Creates the list of the credentials that a client used last. */
export const recentSecrets = (): RecentSecrets => {
	let list: readonly string[] = [];
	return {
		list: () => list,
		add: (secret) => {
			if (!list.includes(secret)) list = [secret, ...list].slice(0, maxRecentSecrets);
		},
	};
};
