import {join} from 'node:path';
import {API, type Checker, type Symbol, SymbolFlags, type Type} from 'typescript/unstable/sync';
import {root} from './blocks.ts';

/** A symbol that users see, with its comment. */
export type Documented = {
	/** Where it is reached from an entry, as in `AwinClientOptions.token`. */
	readonly name: string;
	/** The text of the comment before its tags. Empty if there is none. */
	readonly text: string;
	/** The tags of the comment, with their texts. */
	readonly tags: ReadonlyMap<string, string | undefined>;
	/** Whether it is a function of an entry. */
	readonly isFunction: boolean;
};

/** Constants of plain values. The comment of the constant says what the fields are. */
const tables: ReadonlySet<string> = new Set(['awinLimits', 'bodies', 'statusTable']);

/** The parts of a type that can have members: those of a union or an intersection, and the items of an array. */
const partsOf = (checker: Checker, type: Type): readonly Type[] => {
	if (type.isUnionType() || type.isIntersectionType()) {
		return type.getTypes().flatMap((part) => partsOf(checker, part));
	}
	if (type.isTypeReference() && checker.isArrayLikeType(type)) {
		return checker.getTypeArguments(type).flatMap((item) => partsOf(checker, item));
	}
	return type.isObjectType() ? [type] : [];
};

/** Reads what an entry exports, with the members of the types and of what these refer to. */
const walk = (checker: Checker, exported: readonly Symbol[]): Documented[] => {
	const found: Documented[] = [];
	const seen = new Set<string>();

	/* A member of another package is documented there; one of a mapped type has no comment of its own. */
	const placeOf = ({declarations}: Symbol): string | undefined => {
		const [first] = declarations;
		if (first === undefined || first.path.includes('/node_modules/')) return undefined;
		return `${first.path}:${first.index}`;
	};

	const visitMembers = (name: string, type: Type | undefined): void => {
		if (type === undefined) return;
		for (const part of partsOf(checker, type)) {
			for (const member of checker.getPropertiesOfType(part)) {
				visit(`${name}.${member.name}`, member);
			}
		}
	};

	const visit = (name: string, symbol: Symbol, isFunction = false): void => {
		const place = placeOf(symbol);
		if (place === undefined || seen.has(place)) return;
		seen.add(place);
		const tags = checker.getJsDocTagsOfSymbol(symbol).map((tag) => [tag.name, tag.text] as const);
		const text = checker.getDocumentationCommentOfSymbol(symbol);
		found.push({name, text, tags: new Map(tags), isFunction});
		if (!tables.has(name)) visitMembers(name, checker.getTypeOfSymbol(symbol));
	};

	for (const symbol of exported) {
		const own =
			(symbol.flags & SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
		const type = checker.getTypeOfSymbol(own);
		const calls = type === undefined ? [] : checker.getSignaturesOfType(type, 0);
		visit(symbol.name, own, calls.length > 0);
		if ((own.flags & (SymbolFlags.TypeAlias | SymbolFlags.Class)) !== 0) {
			visitMembers(symbol.name, checker.getDeclaredTypeOfSymbol(own));
		}
	}
	return found;
};

/** Reads what each of the entries exports. */
export const documentedIn = (entries: readonly string[]): ReadonlyMap<string, Documented[]> => {
	const api = new API({cwd: root});
	try {
		const config = join(root, 'tsconfig.build.json');
		const [project] = api.updateSnapshot({openProjects: [config]}).getProjects();
		if (project === undefined) throw new Error(`${config} is not a project.`);
		const {program, checker} = project;
		return new Map(
			entries.map((entry) => {
				const file = program.getSourceFile(join(root, entry));
				const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
				if (module === undefined) throw new Error(`${entry} is not a module of the project.`);
				return [entry, walk(checker, checker.getExportsOfModule(module))];
			}),
		);
	} finally {
		api.close();
	}
};
