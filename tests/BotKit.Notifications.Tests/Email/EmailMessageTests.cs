using BotKit.Notifications.Email;
using BotKit.Notifications.Tests.Servers;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Notifications.Tests.Email;

/// <summary>Messages written into a folder, and what no message may hold.</summary>
public sealed class EmailMessageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EmailSender _sender;

    public EmailMessageTests()
        => _sender = new EmailSender(new EmailOptions { From = "BotKit <botkit@example.com>" }, new PickupTransport(Drop), new FakeTimeProvider());

    private string Drop => Path.Combine(_folder.Path, "drop");

    [Fact]
    public async Task Send_IntoAFolder_IsOneFileOfTheHostAlone()
    {
        await _sender.SendAsync(new() { To = ["ada@example.com"], Bcc = ["eve@example.com"], Subject = "Hello", Text = "Hello." });

        var file = Directory.GetFiles(Drop).Should().ContainSingle().Subject;
        file.Should().EndWith(".eml");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var mime = await MimeKit.MimeMessage.LoadAsync(file);
        mime.Bcc.Count.Should().Be(0);
        mime.Headers.Where(header => header.Field == "X-Receiver").Select(header => header.Value).Should().BeEquivalentTo("ada@example.com", "eve@example.com");
        mime.Headers["X-Sender"].Should().Be("botkit@example.com");
        mime.TextBody!.Trim().Should().Be("Hello.");
    }

    [Fact]
    public async Task Send_SameMessageIdAgain_IsOneFile()
    {
        for (var i = 0; i < 2; i++)
        {
            await _sender.SendAsync(new() { To = ["ada@example.com"], Subject = "Hello", Text = "Hello.", MessageId = "one@example.com" });
        }

        Directory.GetFiles(Drop).Should().ContainSingle();
    }

    [Fact]
    public async Task Send_FolderThatCannotBeWritten_IsTransientAndLeavesNothing()
    {
        await File.WriteAllTextAsync(Drop, "a file in the way");

        var send = () => _sender.SendAsync(new() { To = ["ada@example.com"], Subject = "Hello", Text = "Hello." }).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.IsTransient.Should().BeTrue();
    }

    [Theory]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    [InlineData("ada@example.com\nX: y")]
    [InlineData("\"ada\r\nX: y\" <ada@example.com>")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.com")]
    [InlineData("ada@example.com, eve@example.com")]
    [InlineData("ada@example.com> RCPT TO:<eve@example.com")]
    [InlineData("-oops@example.com")]
    [InlineData("ada@exam ple.com")]
    [InlineData("ada\0@example.com")]
    [InlineData("\u202eada@example.com")]
    [InlineData("ädä@example.com")]
    [InlineData("")]
    public async Task Send_HostileAddress_IsRefused(string address)
    {
        EmailMessage[] messages =
        [
            new() { To = [address], Subject = "x", Text = "x" },
            new() { To = ["ada@example.com"], Cc = [address], Subject = "x", Text = "x" },
            new() { To = ["ada@example.com"], Bcc = [address], Subject = "x", Text = "x" },
            new() { To = ["ada@example.com"], ReplyTo = [address], Subject = "x", Text = "x" },
            new() { To = ["ada@example.com"], From = address, Subject = "x", Text = "x" },
        ];
        foreach (var message in messages)
        {
            await RefusedAsync(message);
        }
    }

    [Theory]
    [InlineData("x\r\nBcc: eve@example.com")]
    [InlineData("x\u2028y")]
    [InlineData("x\0y")]
    public async Task Send_HostileLine_IsRefused(string line)
    {
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = line, Text = "x" });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", Headers = new Dictionary<string, string> { ["X-Own"] = line } });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", Headers = new Dictionary<string, string> { [line] = "x" } });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", MessageId = line + "@example.com" });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", Attachments = [new(line, default)] });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", Attachments = [new("a", default, "text/plain" + line)] });
    }

    [Theory]
    [InlineData("From")]
    [InlineData("bcc")]
    [InlineData("Content-Type")]
    [InlineData("Message-ID")]
    public async Task Send_HeaderOfTheMessageItself_IsRefused(string header)
        => await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", Headers = new Dictionary<string, string> { [header] = "x" } });

    [Fact]
    public async Task Send_WithoutRecipientsOrText_IsRefused()
    {
        await RefusedAsync(new() { Subject = "x", Text = "x" });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", OnlyTo = ["bob@example.com"] });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x" });
        await RefusedAsync(new() { To = ["ada@example.com"], Subject = "x", Text = "x", Attachments = [new("../x", default)] });
    }

    public void Dispose() => _folder.Dispose();

    private async Task RefusedAsync(EmailMessage message)
    {
        var send = () => _sender.SendAsync(message).AsTask();
        await send.Should().ThrowAsync<ArgumentException>();
        Directory.Exists(Drop).Should().BeFalse();
    }
}
