package io.github.failpoint;

import io.github.failpoint.annotation.Failpoint;
import org.springframework.batch.core.StepContribution;
import org.springframework.batch.core.StepExecution;
import org.springframework.batch.core.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.item.Chunk;
import org.springframework.batch.item.ExecutionContext;
import org.springframework.batch.item.ItemProcessor;
import org.springframework.batch.item.ItemWriter;
import org.springframework.batch.item.support.AbstractItemCountingItemStreamItemReader;
import org.springframework.batch.repeat.RepeatStatus;

/**
 * What users write for Spring Batch, whose packages differ between the lines of Spring
 * Boot.
 */
public final class BootBatch {

	private BootBatch() {
	}

	/**
	 * A tasklet.
	 */
	public static class Task implements Tasklet {

		@Override
		@Failpoint("Task")
		public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
			return RepeatStatus.FINISHED;
		}

		/**
		 * Call it as a step does.
		 * @param tasklet the bean
		 * @throws Exception if it fails
		 */
		public static void run(Tasklet tasklet) throws Exception {
			tasklet.execute(null, null);
		}

	}

	/**
	 * A reader that can be restarted.
	 */
	public static class CountingReader extends AbstractItemCountingItemStreamItemReader<String> {

		/**
		 * Create a reader.
		 */
		public CountingReader() {
			setName("counting");
		}

		@Override
		protected void doOpen() {
		}

		@Override
		@Failpoint("CountingReader")
		protected String doRead() {
			return "x";
		}

		@Override
		protected void doClose() {
		}

		/**
		 * Call it as a step does.
		 * @param reader the bean
		 * @throws Exception if it fails
		 */
		public static void run(CountingReader reader) throws Exception {
			reader.open(new ExecutionContext());
			reader.read();
			reader.close();
		}

	}

	/**
	 * A processor.
	 */
	public static class Processor implements ItemProcessor<String, String> {

		@Override
		@Failpoint("Processor")
		public String process(String item) {
			return item;
		}

	}

	/**
	 * A writer.
	 */
	public static class Writer implements ItemWriter<String> {

		@Override
		@Failpoint("Writer")
		public void write(Chunk<? extends String> items) {
		}

		/**
		 * Call it as a step does.
		 * @param writer the bean
		 * @throws Exception if it fails
		 */
		public static void run(ItemWriter<String> writer) throws Exception {
			writer.write(Chunk.of("x"));
		}

	}

	/**
	 * A listener of steps.
	 */
	public static class StepListener implements StepExecutionListener {

		@Override
		@Failpoint("StepListener")
		public void beforeStep(StepExecution execution) {
		}

	}

}
