using BotKit.Diagnostics;
using CsCheck;

namespace BotKit.Core.Tests.Diagnostics;

public class ExecutionIdsTests
{
    [Fact]
    public void Create_AnyTime_IsAnIdOfVersion7WithThatTime()
        => Gen.Long[0, (1L << 48) - 1].Where(time => time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()).Sample(milliseconds =>
        {
            var id = ExecutionIds.Create(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
            var bytes = id.ToByteArray(bigEndian: true);
            var time = bytes.Take(6).Aggregate(0L, (value, part) => (value << 8) | part);

            return id.Version == 7 && (bytes[8] & 0xC0) == 0x80 && time == milliseconds;
        });

    [Fact]
    public void Create_InOneMillisecond_NeverRepeats()
    {
        var now = DateTimeOffset.UnixEpoch;

        var ids = Enumerable.Range(0, 10_000).Select(_ => ExecutionIds.Create(now));

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Create_OnManyThreads_NeverRepeats()
    {
        var ids = new Guid[8_000];

        Parallel.For(0, ids.Length, index => ids[index] = ExecutionIds.Create(DateTimeOffset.UnixEpoch));

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Create_ManyIds_UsesAllRandomBits()
    {
        var ones = new int[128];
        for (var i = 0; i < 4_000; i++)
        {
            var bytes = ExecutionIds.Create(DateTimeOffset.UnixEpoch).ToByteArray(bigEndian: true);
            for (var bit = 0; bit < ones.Length; bit++)
            {
                ones[bit] += (bytes[bit / 8] >> (7 - (bit % 8))) & 1;
            }
        }

        // The version fills bits 48 to 51, the variant 64 and 65; a random bit is set in half of them, give or take ten sigmas.
        Enumerable.Range(0, 128).Where(bit => bit >= 48 && bit is not (>= 48 and <= 51 or 64 or 65))
            .Select(bit => ones[bit]).Should().OnlyContain(count => count > 1_680 && count < 2_320);
    }

    [Fact]
    public void Create_LaterTime_SortsLater()
    {
        var first = ExecutionIds.Create(DateTimeOffset.UnixEpoch.AddMilliseconds(1));
        var second = ExecutionIds.Create(DateTimeOffset.UnixEpoch.AddMilliseconds(2));

        string.CompareOrdinal(first.ToString(), second.ToString()).Should().BeNegative();
    }
}
