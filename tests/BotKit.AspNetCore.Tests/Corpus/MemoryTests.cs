using System.Text;

namespace BotKit.AspNetCore.Tests.Corpus;

/// <summary>Hostile input leaves nothing behind (I20).</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests(CorpusHost host) : IClassFixture<CorpusHost>
{
    // What array pools and the ledger may hold of it; bodies that stayed would be some 200 MB.
    private const long Slack = 64 << 20;

    [Fact]
    public async Task BadBodies_GiveTheirMemoryBack()
    {
        byte[][] bodies =
        [
            Encoding.UTF8.GetBytes(new string('[', 200_000)),
            Encoding.UTF8.GetBytes("{\"text\":\"" + new string('a', 1_000_000)),
            Encoding.UTF8.GetBytes("{" + string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"m{i}\":1")) + "}"),
            Encoding.UTF8.GetBytes("{\"text\":\"a\",\"tags\":[" + string.Join(",", Enumerable.Repeat("1", 100_000)) + "]}"),
        ];
        // The pools of the server and of the serializer fill up in the first rounds; the ledger keeps a row of each body.
        var held = new List<long>();
        for (var round = 0; round < 10; round++)
        {
            await SendAllAsync(bodies, times: 15);
            held.Add(Settled());
        }

        (held[^1] - held.Skip(4).Min()).Should().BeLessThan(Slack, "bad bodies were sent in between: {0}", string.Join(" ", held.Select(bytes => bytes >> 20)));
    }

    [Fact]
    public async Task ProblemsOfAWideBody_AreFew()
    {
        var body = Encoding.UTF8.GetBytes("{\"text\":\"a\",\"tags\":[" + string.Join(",", Enumerable.Repeat("1", 100_000)) + "]}");

        var answer = await host.SendAsync(CorpusHost.Post("/wide", body));

        answer.StatusCode.Should().Be(422);
        answer.Body.Length.Should().BeLessThan(32_768);
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task SendAllAsync(byte[][] bodies, int times)
    {
        for (var i = 0; i < times; i++)
        {
            foreach (var body in bodies)
            {
                var answer = await host.SendAsync(CorpusHost.Post("/wide", body));
                (answer.StatusCode / 100).Should().Be(4);
            }
        }
    }
}
