package io.github.failpoint.demo.docs;

import java.util.List;

import io.github.failpoint.demo.docs.Page.Block;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertySource;

/**
 * Runs the commands of a page in their order.
 */
final class Console implements AutoCloseable {

	private final Class<?> application;

	private @Nullable RunningApplication running;

	Console(Class<?> application) {
		this.application = application;
	}

	void run(Page page, Block block, @Nullable Block next) throws Exception {
		if (block.is("properties", "yaml") && "started with".equals(block.marker())) {
			start(Configuration.of(block));
		}
		if (block.is("console")) {
			List<Command> commands = Command.of(block.lines());
			for (Command command : commands) {
				boolean last = command == commands.get(commands.size() - 1);
				run(page, block, command, (last && next != null && next.is("json")) ? next : null);
			}
		}
	}

	private void run(Page page, Block block, Command command, @Nullable Block json) throws Exception {
		if (!command.isCurl()) {
			return;
		}
		try {
			application().run(command, answer(command, json));
		}
		catch (AssertionError ex) {
			throw new AssertionError("%s, line %d: %s%n%s".formatted(page, block.line(), command.text(), ex), ex);
		}
	}

	private static Answer answer(Command command, @Nullable Block json) {
		if (json == null) {
			return new Answer(command.printed());
		}
		if (command.printed().isEmpty()) {
			return new Answer(json.lines());
		}
		return new Answer(List.of((String.join("\n", command.printed()).strip() + "\n\n" + json.text()).split("\n")));
	}

	private RunningApplication application() {
		return (this.running != null) ? this.running : start(Configuration.none());
	}

	private RunningApplication start(PropertySource<?> properties) {
		close();
		RunningApplication started = new RunningApplication(this.application, properties);
		this.running = started;
		return started;
	}

	@Override
	public void close() {
		if (this.running != null) {
			this.running.close();
		}
		this.running = null;
	}

}
