using BotKit.Ledger;
using CsCheck;

namespace BotKit.Storage.Tests.Shared;

public sealed class LatencyBytesTests
{
    [Fact]
    public void ToBytes_ReadBack_CountsTheSame()
        => Gen.Long[0, TimeSpan.TicksPerDay * 13].Array[0, 200].Sample(ticks =>
        {
            var histogram = new LatencyHistogram();
            foreach (var each in ticks)
            {
                histogram.Add(new TimeSpan(each));
            }

            var again = LatencyHistogram.FromBytes(histogram.ToBytes());

            (again.Count, again.Sum).Should().Be((histogram.Count, histogram.Sum));
            foreach (var share in (double[])[0.01, 0.5, 0.95, 1])
            {
                again.Percentile(share).Should().Be(histogram.Percentile(share));
            }
        });
}
