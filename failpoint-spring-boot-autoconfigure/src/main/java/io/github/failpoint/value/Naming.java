package io.github.failpoint.value;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the members of a class are called in JSON.
 *
 * @param names those of each member
 */
record Naming(List<List<String>> names) {

	/**
	 * Return what is written at the members, which a strategy may change.
	 */
	static Naming likely(List<DataTarget.Part> parts) {
		return new Naming(parts.stream().map((part) -> part.member().likely()).toList());
	}

	/**
	 * Return what the mapper tells. One that does not know what parameters are called in
	 * the source tells nothing of them but what is written there.
	 */
	static Naming of(List<DataTarget.Part> parts, Map<String, List<String>> told) {
		return new Naming(parts.stream().map(DataTarget.Part::member).map((member) -> names(member, told)).toList());
	}

	private static List<String> names(DataType.Member member, Map<String, List<String>> told) {
		List<String> names = told.getOrDefault(member.name(), member.likely());
		String written = member.likely().get(0);
		return (written.equals(member.name()) || names.contains(written)) ? names : member.likely();
	}

	/**
	 * Return the index of the member with a name, or a negative number if there is none.
	 */
	int indexOf(String name) {
		for (int i = 0; i < this.names.size(); i++) {
			if (this.names.get(i).contains(name)) {
				return i;
			}
		}
		return -1;
	}

	boolean containsAll(Collection<String> names) {
		return names.stream().allMatch((name) -> indexOf(name) >= 0);
	}

	@Override
	public String toString() {
		TreeSet<String> all = new TreeSet<>();
		this.names.forEach(all::addAll);
		return all.toString();
	}

}
