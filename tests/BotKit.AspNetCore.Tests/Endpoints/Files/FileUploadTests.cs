using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using BotKit.AspNetCore.Tests.Corpus;
using BotKit.Files;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class FileUploadTests
{
    [Fact]
    public async Task Upload_IsKeptWithItsNameTypeAndHash()
    {
        await using var host = await ApiHost.StartAsync();
        using var content = new ByteArrayContent("email\na@example.org\n"u8.ToArray()) { Headers = { ContentType = new("text/csv") } };

        using var answer = await host.Client.UploadAsync(content, "/files?name=leads.csv");

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        var body = await answer.BodyAsync();
        var id = body.Text("id");
        answer.Headers.Location!.ToString().Should().Be($"{ApiHost.Prefix}/files/{id}");
        (body.Text("name"), body.Text("contentType"), body.GetProperty("bytes").GetInt64()).Should().Be(("leads.csv", "text/csv", 20));
        body.Text("sha256").Should().Be(Convert.ToHexStringLower(SHA256.HashData("email\na@example.org\n"u8)));
        body.GetProperty("expiresAt").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow().AddDays(30));
        (await host.Files.FindAsync(id, default))!.Bot.Should().BeNull();
        (await host.AuditAsync()).Should().Equal(("file_upload", null, $"{id} (leads.csv, 20 bytes)"));
        host.Logs.All.Should().Contain(line => line.EventId == 3016 && line.Text.Contains("olga"));
    }

    [Theory]
    [InlineData("attachment; filename=\"leads 1.csv\"", "leads 1.csv")]
    [InlineData("attachment; filename=x.csv; filename*=UTF-8''B%C3%BCcher.csv", "Bücher.csv")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment", "file")]
    [InlineData(null, "file")]
    public async Task Name_IsThatOfContentDisposition(string? disposition, string name)
    {
        await using var host = await ApiHost.StartAsync();
        using var content = new ByteArrayContent([1]);

        using var answer = await host.Client.UploadAsync(content, "/files", disposition is null ? [] : [("Content-Disposition", disposition)]);

        (await answer.BodyAsync()).Text("name").Should().Be(name);
    }

    [Theory]
    [InlineData("/files", "Content-Disposition", "\"", 400, "invalid_request")]
    [InlineData("/files?name=a%0Ab", "X-Any", "1", 400, "invalid_request")]
    [InlineData("/files?name=a&name=b", "X-Any", "1", 400, "invalid_request")]
    [InlineData("/files", "Content-Encoding", "gzip", 415, "unsupported_media_type")]
    [InlineData("/files", "Content-Type", "multipart/form-data; boundary=a", 415, "unsupported_media_type")]
    public async Task CallThatIsNotWellFormed_KeepsNothing(string path, string header, string value, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        using var content = new ByteArrayContent([1]);

        using var answer = await host.Client.UploadAsync(content, path, (header, value));

        await answer.ShouldBeProblemAsync(status, code);
        host.CountFiles().Should().Be(0);
    }

    [Theory]
    [InlineData(100_000, true, 201)]
    [InlineData(100_001, true, 413)]
    [InlineData(100_000, false, 201)]
    [InlineData(100_001, false, 413)]
    public async Task File_LargerThanAllowed_Is413AndLeavesNothing(int bytes, bool saysLength, int status)
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true, Api = api => (api.MaxBodyBytes, api.MaxFileBytes) = (10, 100_000) });
        using HttpContent content = saysLength ? new ByteArrayContent(new byte[bytes]) : new StreamContent(new Unseekable(bytes));

        using var answer = await host.Client.UploadAsync(content);

        ((int)answer.StatusCode).Should().Be(status);
        host.CountFiles().Should().Be(status == 201 ? 2 : 0);
        if (status == 413)
        {
            await answer.ShouldBeProblemAsync(413, BotErrorCodes.FileTooLarge);
            (await host.AuditAsync()).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task File_LargerThanTheServersOwnLimit_IsTaken()
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true });
        using var content = new StreamContent(new Unseekable(31 << 20));

        using var answer = await host.Client.UploadAsync(content);

        (await answer.BodyAsync()).GetProperty("bytes").GetInt64().Should().Be(31 << 20);
    }

    [Fact]
    public async Task File_LargerThanTheStoreTakes_Is413()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.Configure<BotFileOptions>(files => files.MaxFileBytes = 10) });
        using var content = new ByteArrayContent(new byte[11]);

        using var answer = await host.Client.UploadAsync(content);

        await answer.ShouldBeProblemAsync(413, BotErrorCodes.FileTooLarge);
    }

    [Fact]
    public async Task File_ForAStoreThatIsFull_Is507()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.Configure<BotFileOptions>(files => files.MaxFiles = 1) });
        await host.SaveAsync("first");
        using var content = new ByteArrayContent([1]);

        using var answer = await host.Client.UploadAsync(content);

        await answer.ShouldBeProblemAsync(507, BotErrorCodes.FileStoreFull);
        host.CountFiles().Should().Be(2);
    }

    [Fact]
    public async Task Upload_ThatBreaksOff_LeavesNothing()
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true });
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(host.Address.Host, host.Address.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(CorpusHost.Head("PUT", ApiHost.Prefix + "/files", "Content-Length: 10000000\r\n")));
            await stream.WriteAsync(new byte[1_000_000]);
            await UntilAsync(() => host.CountFiles() > 0);
            client.LingerState = new(true, 0);
        }

        await UntilAsync(() => host.CountFiles() == 0);
        (await host.Files.ListAsync(new(), default)).Should().BeEmpty();
        (await host.AuditAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Upload_HasAPolicyOfItsOwn()
    {
        await using var host = await ApiHost.StartAsync(new() { Api = api => api.UploadPolicy = "revealers" });
        using var content = new ByteArrayContent([1]);
        using var again = new ByteArrayContent([1]);

        using var refused = await host.Client.UploadAsync(content);
        using var allowed = await host.As("anna+revealer").UploadAsync(again);

        await refused.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
        allowed.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Upload_FromAnotherOrigin_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        using var content = new ByteArrayContent([1]);

        using var answer = await host.As(null).UploadAsync(content, "/files", ("Origin", "https://evil.example"));

        ((int)answer.StatusCode).Should().BeOneOf(401, 403);
        host.CountFiles().Should().Be(0);
    }

    /// <summary>Sends 300 MB: the managed heap and the process stay as they are.</summary>
    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public async Task Upload_Of300Megabytes_HoldsNothingInMemory()
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true });
        using var first = new StreamContent(new Unseekable(1 << 20));
        using var warm = await host.Client.UploadAsync(first);
        var before = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet, GC.GetTotalAllocatedBytes(precise: true));
        using var content = new StreamContent(new Unseekable(300_000_000));

        using var answer = await host.Client.UploadAsync(content);

        var after = (GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet, GC.GetTotalAllocatedBytes(precise: true));
        (await answer.BodyAsync()).GetProperty("bytes").GetInt64().Should().Be(300_000_000);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"heap {before.Item1 >> 10} -> {after.Item1 >> 10} KiB, working set {before.Item2 >> 10} -> {after.Item2 >> 10} KiB, allocated {(after.Item3 - before.Item3) >> 10} KiB"));
        (after.Item2 - before.Item2).Should().BeLessThan(60 << 20);
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!happened())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>So many zeros, which come as they are read and have no length.</summary>
    private sealed class Unseekable(long bytes) : Stream
    {
        private long _left = bytes;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var now = (int)Math.Min(count, _left);
            _left -= now;
            return now;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
