package io.github.failpoint.test;

import io.github.failpoint.aop.FailpointInvocationFilter;
import org.mockito.MockingDetails;
import org.mockito.Mockito;

import org.springframework.test.util.AopTestUtils;

/**
 * Keeps calls from failpoints that tell Mockito what a spy has to do, or ask what it has
 * done: a fault there would leave Mockito's sentence unfinished.
 */
final class StubbingFilter implements FailpointInvocationFilter {

	@Override
	public boolean reachesFailpoints(Object target) {
		MockingDetails details = Mockito.mockingDetails(AopTestUtils.getUltimateTargetObject(target));
		if (!details.isMock()) {
			return true;
		}
		boolean reaches = !MockitoSentence.isUnfinished(details);
		FailpointSession session = FailpointSession.current();
		if (reaches && session != null) {
			session.spyReached();
		}
		return reaches;
	}

}
