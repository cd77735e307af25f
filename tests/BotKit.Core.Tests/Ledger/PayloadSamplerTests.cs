using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

public class PayloadSamplerTests
{
    [Fact]
    public void IsDue_FirstRowsThenOneInMany()
    {
        var sampler = new PayloadSampler();

        Enumerable.Range(0, 1_024).Where(_ => sampler.IsDue()).Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 256, 512, 768);
    }

    [Fact]
    public void Assumed_NothingLearned_IsNothing() => new PayloadSampler().Assumed.Should().Be(0);

    [Fact]
    public void Assumed_IsTheLargestOfTheLastFour()
    {
        var sampler = new PayloadSampler();

        Learn(sampler, 50).Should().Be(50);
        Learn(sampler, 900).Should().Be(900);
        Learn(sampler, 10).Should().Be(900);
        Learn(sampler, 20).Should().Be(900);
        Learn(sampler, 30).Should().Be(900);
        Learn(sampler, 5).Should().Be(30);
    }

    private static long Learn(PayloadSampler sampler, long bytes)
    {
        sampler.Learn(bytes);
        return sampler.Assumed;
    }
}
