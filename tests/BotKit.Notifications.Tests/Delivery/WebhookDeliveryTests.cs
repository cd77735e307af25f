using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotKit.Notifications.Channels;
using BotKit.Notifications.Tests.Servers;

namespace BotKit.Notifications.Tests.Delivery;

/// <summary>From a run that fails to the call that a web address gets.</summary>
public sealed class WebhookDeliveryTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly Dictionary<string, string?> Settings = new() { ["Secrets:Ops"] = Secret };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alert_Generic_IsSignedJson(bool queue)
    {
        await using var receiver = new HttpReceiver();
        await using var host = await StartAsync(receiver, queue: queue);

        await host.FailAsync();
        var call = (await receiver.WaitForAsync(1))[0];

        call.Headers["Content-Type"].Should().Be("application/json; charset=utf-8");
        using var json = JsonDocument.Parse(call.Body);
        var alert = json.RootElement.GetProperty("alerts")[0];
        json.RootElement.GetProperty("kind").GetString().Should().Be("alert");
        json.RootElement.GetProperty("id").GetString().Should().Be(call.Headers[WebhookBotNotifier.DeliveryHeader]);
        alert.GetProperty("bot").GetString().Should().Be("lead");
        alert.GetProperty("code").GetString().Should().Be("disk_full");
        alert.GetProperty("severity").GetString().Should().Be("critical");
        alert.GetProperty("executionId").GetGuid().Should().NotBeEmpty();
        Verify(call).Should().BeTrue();
        Verify(call with { Body = [.. call.Body, (byte)' '] }).Should().BeFalse();
    }

    [Theory]
    [InlineData(200, 1, true)]
    [InlineData(204, 1, true)]
    [InlineData(429, 3, true)]
    [InlineData(500, 3, true)]
    [InlineData(503, 3, true)]
    [InlineData(400, 1, false)]
    [InlineData(404, 1, false)]
    [InlineData(410, 1, false)]
    [InlineData(302, 1, false)]
    public async Task Alert_AnswerOfTheReceiver_IsTriedAgainOnlyWhereThatHelps(int code, int calls, bool isSent)
    {
        await using var receiver = new HttpReceiver((call, response) =>
        {
            response.StatusCode = call <= 2 || calls == 1 ? code : 200;
            response.RedirectLocation = code == 302 ? "http://127.0.0.1:1/" : null;
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(receiver);

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(isSent ? 6000 : 6002) == 1);

        receiver.Calls.Should().HaveCount(calls);
        receiver.Calls.Select(call => call.Headers[WebhookBotNotifier.DeliveryHeader]).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Alert_ReceiverThatHangs_IsGivenUpAndTriedAgain()
    {
        var release = new TaskCompletionSource();
        await using var receiver = new HttpReceiver((call, _) => call == 1 ? release.Task : Task.CompletedTask);
        await using var host = await StartAsync(receiver, channel => channel.Timeout = TimeSpan.FromMilliseconds(300));

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(6000) == 1);

        receiver.Calls.Should().HaveCount(2);
        release.SetResult();
    }

    [Fact]
    public async Task Alert_ReceiverThatNeverTakesIt_IsGivenUp()
    {
        await using var receiver = new HttpReceiver(HttpReceiver.Codes(500));
        await using var host = await StartAsync(receiver, more: options => options.MaxAttempts = 3);

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(6002) == 1);

        receiver.Calls.Should().HaveCount(3);
        host.Logs.Lines.Single(line => line.Id == 6002).Message.Should().Contain("Given up after 3 tries.");
    }

    [Theory]
    [InlineData("1", 1000, 20_000)]
    [InlineData("3600", 400, 20_000)]
    public async Task Alert_ReceiverThatAsksToWait_IsHeardUpToTheCap(string retryAfter, int least, int most)
    {
        await using var receiver = new HttpReceiver((call, response) =>
        {
            response.StatusCode = call == 1 ? 429 : 200;
            response.AddHeader("Retry-After", retryAfter);
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(receiver, more: options => options.MaxRetryDelay = retryAfter == "1" ? TimeSpan.FromSeconds(5) : options.MaxRetryDelay);

        await host.FailAsync();
        await receiver.WaitForAsync(1);
        var first = System.Diagnostics.Stopwatch.StartNew();
        await receiver.WaitForAsync(2);

        first.ElapsedMilliseconds.Should().BeInRange(least - 100, most);
    }

    [Fact]
    public async Task Alert_Secret_IsNeitherLoggedNorInTheLedger()
    {
        await using var receiver = new HttpReceiver(HttpReceiver.Codes(500, 404));
        await using var host = await StartAsync(receiver);

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(6002) == 1);

        host.Logs.Lines.Should().NotContain(line => line.Message.Contains(Secret, StringComparison.Ordinal) || line.Message.Contains(receiver.Url, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WebhookFormat.Slack)]
    [InlineData(WebhookFormat.Teams)]
    public async Task Alert_ForAChat_ShowsTheMessageAndRunsNothing(WebhookFormat format)
    {
        await using var receiver = new HttpReceiver();
        await using var host = await StartAsync(receiver, channel => channel.Format = format);

        host.Raise("lead", "x", "<!channel> **bold** [link](http://evil.example) & \"quotes\"");
        var call = (await receiver.WaitForAsync(1))[0];

        using var json = JsonDocument.Parse(call.Body);
        if (format == WebhookFormat.Slack)
        {
            json.RootElement.GetProperty("text").GetString().Should().Be("Critical: x in lead");
            json.RootElement.GetProperty("blocks").EnumerateArray().Should()
                .OnlyContain(block => block.GetProperty("text").GetProperty("type").GetString() == "plain_text");
        }
        else
        {
            var content = json.RootElement.GetProperty("attachments")[0];
            content.GetProperty("contentType").GetString().Should().Be("application/vnd.microsoft.card.adaptive");
            content.GetProperty("content").GetProperty("body").EnumerateArray().Should()
                .OnlyContain(block => block.GetProperty("type").GetString() == "RichTextBlock");
        }

        call.Text.Should().Contain("**bold**");
    }

    private static Task<AlertingHost> StartAsync(
        HttpReceiver receiver, Action<WebhookChannelOptions>? configure = null, bool queue = true, Action<NotificationOptions>? more = null)
        => AlertingHost.StartAsync(
            options =>
            {
                var channel = new WebhookChannelOptions { Url = receiver.Url + "hook?token=t0ken", SecretKey = "Secrets:Ops" };
                configure?.Invoke(channel);
                options.WebhookChannels["hook"] = channel;
                more?.Invoke(options);
            },
            queue: queue,
            settings: Settings);

    /// <summary>As a receiver does it: docs/notifications.md.</summary>
    private static bool Verify(ReceivedCall call)
    {
        var parts = call.Headers[WebhookSignature.Header].Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.ASCII.GetBytes(parts["t"] + "."), .. call.Body]);
        var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts["t"], System.Globalization.CultureInfo.InvariantCulture));
        return age.Duration() < TimeSpan.FromMinutes(5) && CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(parts["v1"]));
    }
}
