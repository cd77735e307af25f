using System.Diagnostics;
using System.Globalization;
using BotKit.Notifications.Tests.Servers;

namespace BotKit.Notifications.Tests.Delivery;

/// <summary>A process that is killed while the server has the message: it is repeated at most once, and none is lost.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData("take_hang", 2)]
    [InlineData("hang", 1)]
    public async Task Kill_PastTheMessage_RepeatsItOnceWithTheSameMessageId(string what, int messages)
    {
        using var folder = new TemporaryFolder();
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("END", what, Times: 1));
        using (var process = await StartAsync(folder.Path, server.Port))
        {
            await process.StandardInput.WriteLineAsync("fail");
            await process.StandardInput.FlushAsync();
            await Wait.UntilAsync(() => server.Count("hang") == 1);
            process.Kill();
            await process.WaitForExitAsync();
        }

        using (var process = await StartAsync(folder.Path, server.Port))
        {
            await StopAsync(process);
        }

        server.Messages.Should().HaveCount(messages);
        server.Messages.Select(message => message.MessageId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Kill_TwicePastTheMessage_MakesNoThirdOne()
    {
        using var folder = new TemporaryFolder();
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("END", "take_hang"));
        for (var round = 1; round <= 2; round++)
        {
            using var process = await StartAsync(folder.Path, server.Port);
            if (round == 1)
            {
                await process.StandardInput.WriteLineAsync("fail");
                await process.StandardInput.FlushAsync();
            }

            await Wait.UntilAsync(() => server.Count("hang") == round);
            process.Kill();
            await process.WaitForExitAsync();
        }

        server.Obey();
        using (var process = await StartAsync(folder.Path, server.Port))
        {
            await StopAsync(process);
        }

        server.Messages.Should().HaveCount(2);
        server.Messages.Select(message => message.MessageId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Kill_BeforeTheMessage_LosesNothing()
    {
        using var folder = new TemporaryFolder();
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("MAIL", "hang", Times: 1));
        using (var process = await StartAsync(folder.Path, server.Port))
        {
            await process.StandardInput.WriteLineAsync("fail");
            await process.StandardInput.FlushAsync();
            await Wait.UntilAsync(() => server.Count("hang") == 1);
            process.Kill();
            await process.WaitForExitAsync();
        }

        using (var process = await StartAsync(folder.Path, server.Port))
        {
            await StopAsync(process);
        }

        server.Messages.Should().ContainSingle();
    }

    private static async Task<Process> StartAsync(string folder, int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(KilledHost.Argument);
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        var process = Process.Start(start)!;
        (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))).Should().Be("started");
        return process;
    }

    private static async Task StopAsync(Process process)
    {
        await process.StandardInput.WriteLineAsync("finish");
        await process.StandardInput.FlushAsync();
        (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))).Should().Be("finished");
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        process.ExitCode.Should().Be(0);
    }
}
