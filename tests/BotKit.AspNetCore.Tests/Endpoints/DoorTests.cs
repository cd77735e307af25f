using System.Text.Json;
using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Limits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>What the door makes of calls that end oddly.</summary>
public sealed class DoorTests
{
    private readonly LogLines _logs = new();
    private readonly DefaultHttpContext _context = new()
    {
        RequestServices = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider(),
        Response = { Body = new MemoryStream() },
    };

    [Theory]
    [InlineData(400, 400, "invalid_request")]
    [InlineData(408, 408, "request_timeout")]
    [InlineData(413, 413, "payload_too_large")]
    [InlineData(431, 400, "invalid_request")]
    public async Task BadRequest_ThatTheServerFinds_IsAnsweredInOurWords(int statusCode, int expected, string code)
    {
        await CallAsync(_ => throw new BadHttpRequestException("Kestrel's own words", statusCode));

        _context.Response.StatusCode.Should().Be(expected);
        var body = Body();
        body.GetProperty("error").Text("code").Should().Be(code);
        body.GetRawText().Should().NotContain("Kestrel");
    }

    [Fact]
    public async Task BodyThatBreaksOff_Is400()
    {
        _context.Request.Body = new Broken();

        await CallAsync(async call =>
        {
            await RequestBody.ReadAsync(call.Http, 100);
            return Problem.Internal();
        });

        _context.Response.StatusCode.Should().Be(400);
        _logs.All.Should().NotContain(line => line.EventId == 3000, "it is the caller's fault");
    }

    [Fact]
    public async Task CallerWhoIsGone_IsNoFailure()
    {
        _context.RequestAborted = new CancellationToken(canceled: true);

        await CallAsync(_ => throw new OperationCanceledException());

        _context.Response.StatusCode.Should().Be(499);
        _logs.All.Should().BeEmpty();
    }

    [Fact]
    public async Task FailureAfterTheAnswerBegan_CutsItOff()
    {
        var connection = new Connection();
        _context.Features.Set<IHttpRequestLifetimeFeature>(connection);
        _context.Features.Set<IHttpResponseFeature>(new Started());

        await CallAsync(_ => throw new InvalidOperationException());

        connection.IsAborted.Should().BeTrue();
        _logs.All.Should().Contain(line => line.EventId == 3000);
    }

    [Fact]
    public async Task CallerWhoIsGone_AfterTheAnswerBegan_ChangesNothing()
    {
        _context.Features.Set<IHttpResponseFeature>(new Started { StatusCode = 200 });
        _context.RequestAborted = new CancellationToken(canceled: true);

        await CallAsync(_ => throw new OperationCanceledException());

        _context.Response.StatusCode.Should().Be(200);
    }

    private async Task CallAsync(Func<ApiCall, ValueTask<Answer>> handler)
    {
        _context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new AllowAnonymousAttribute()), "test"));
        _context.Request.Method = "GET";
        var limits = new CallerLimits(100, 10, TimeProvider.System, NullLogger.Instance);
        await new Door(new ApiRoute("/test", new BotKitApiOptions()), call => handler(call), limits, _logs.CreateLogger("")).InvokeAsync(_context);
    }

    private JsonElement Body()
    {
        using var document = JsonDocument.Parse(((MemoryStream)_context.Response.Body).ToArray());
        return document.RootElement.Clone();
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => throw new IOException("/dev/eth0 fell out");
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool IsAborted { get; private set; }

        public void Abort() => IsAborted = true;
    }

    private sealed class Started : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
