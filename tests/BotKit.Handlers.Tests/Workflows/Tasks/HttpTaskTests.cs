using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotKit.Handlers.Tests.Workflows;

public sealed class HttpTaskTests
{
    private const string Secret = "s3cr3t-t0ken";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SendsWhatTheParametersSay()
    {
        await using var service = await WebService.StartAsync("""{"id":7,"at":1.50}""");
        await using var host = Host(service);

        var result = await host.RunAsync("http", $$"""
            {"ApiEndpoint":"{{service.Url("/orders?a=1")}}","Method":"POST",
             "Headers":{"Authorization":{"Secret":"crm","Prefix":"Bearer "},"X-Tenant":"studio"},
             "QueryParameters":{"q":"a&b=ü","n":[1,2.50,true]},
             "RequestBody":{"customer":"Ada","amount":10.10} }
            """, key: "019b8d5e/000042");

        result!.ToJsonString().Should().Be("""{"StatusCode":200,"StatusText":"OK","Headers":{"Content-Type":"application/json"},"ResponseBody":{"id":7,"at":1.50}}""");
        var call = service.Calls.Should().ContainSingle().Subject;
        (call.Method, call.Path, call.Body).Should().Be(("POST", "/orders?a=1&q=a%26b%3D%C3%BC&n=1&n=2.50&n=true", """{"customer":"Ada","amount":10.10}"""));
        call.Headers["Authorization"].Should().Be("Bearer " + Secret);
        call.Headers["X-Tenant"].Should().Be("studio");
        call.Headers["Content-Type"].Should().Be("application/json");
        call.Headers["Idempotency-Key"].Should().Be("019b8d5e/000042");
        call.Headers.Should().NotContainKeys("X-Forwarded-For", "Cookie", "Accept-Encoding");
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("HEAD", false)]
    [InlineData("PUT", true)]
    [InlineData("PATCH", true)]
    [InlineData("DELETE", true)]
    public async Task Key_GoesWithWhatChangesSomething(string method, bool isSent)
    {
        await using var service = await WebService.StartAsync(context => Task.CompletedTask);
        await using var host = Host(service, options => options.IdempotencyHeader = "X-Once");

        var result = await host.RunAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}","Method":"{{method}}"}""", key: "k");

        service.Calls.Single().Headers.GetValueOrDefault("X-Once").Should().Be(isSent ? "k" : null);
        result!["ResponseBody"].Should().BeNull();
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", """{"a":"1 2","b":3}""", "a=1+2&b=3")]
    [InlineData("text/csv; charset=utf-8", "\"a;b\"", "a;b")]
    [InlineData("application/merge-patch+json", """{"a":null}""", """{"a":null}""")]
    public async Task Body_IsWrittenAsItsContentTypeSays(string type, string body, string sent)
    {
        await using var service = await WebService.StartAsync("null");
        await using var host = Host(service);

        await host.RunAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}","Method":"POST","Headers":{"Content-Type":"{{type}}"},"RequestBody":{{body}} }""");

        service.Calls.Single().Body.Should().Be(sent);
        service.Calls.Single().Headers["Content-Type"].Should().Be(type);
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "Gr\u00fc\u00dfe")]
    [InlineData("text/html", "<p>hi</p>")]
    public async Task Text_ComesBackAsText(string type, string text)
    {
        await using var service = await WebService.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(text, type.Contains("8859", StringComparison.Ordinal) ? System.Text.Encoding.Latin1 : System.Text.Encoding.UTF8);
        });
        await using var host = Host(service);

        var result = await host.RunAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""");

        result!["ResponseBody"]!.GetValue<string>().Should().Be(text);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Status_IsTheNameOfTheError(int status)
    {
        await using var service = await WebService.StartAsync($$"""{"you sent":"{{Secret}}"}""", status);
        await using var host = Host(service);

        var failure = await host.FailAsync("http", WithSecret(service));

        failure.ErrorName.Should().Be($"Http.{status}");
        failure.Cause.Should().Be($"127.0.0.1 answered with the status {status}.");
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var inner = await WebService.StartAsync("\"secret\"");
        await using var service = await WebService.StartAsync(context =>
        {
            context.Response.Redirect(inner.Url("/admin"));
            return Task.CompletedTask;
        });
        await using var host = Host(service, options => options.AllowedHosts.Add($"http://127.0.0.1:{inner.Port}"));

        var failure = await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""");

        failure.ErrorName.Should().Be("Http.302");
        inner.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Secret_IsInNothingButTheRequest()
    {
        await using var service = await WebService.StartAsync($$"""{"headers":{"auth":"Bearer {{Secret}}","{{Secret}}":["x{{Secret}}y",1]} }""");
        await using var host = Host(service);

        var result = await host.RunAsync("http", WithSecret(service));

        service.Calls.Single().Headers["Authorization"].Should().Be(Secret);
        result!.ToJsonString().Should().NotContain(Secret);
        result["ResponseBody"]!.ToJsonString().Should().Be("""{"headers":{"auth":"Bearer ***","***":["x***y",1]}}""");
        host.Logs.Text.Should().NotContain(Secret).And.Contain("5320 Debug");
    }

    [Fact]
    public async Task Secret_ForAnotherHost_IsNotSent()
    {
        await using var service = await WebService.StartAsync("1");
        await using var host = Host(service, options => options.Secrets["other"] = new WorkflowSecretOptions { Value = Secret, Hosts = { "api.example.com" } });

        var failure = await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}","Headers":{"X-Key":{"Secret":"other"} } }""");
        var unknown = await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}","Headers":{"X-Key":{"Secret":"nobody"} } }""");

        (failure.ErrorName, unknown.ErrorName).Should().Be(("Http.NotAllowed", "Http.NotAllowed"));
        service.Calls.Should().BeEmpty();
        (failure + host.Logs.Text).Should().NotContain(Secret);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LongResponse_IsNotRead(bool isChunked)
    {
        await using var service = await WebService.StartAsync(async context =>
        {
            context.Response.ContentLength = isChunked ? null : 1 << 30;
            for (var i = 0; i < 1 << 14; i++)
            {
                await context.Response.Body.WriteAsync(new byte[1 << 16], context.RequestAborted);
            }
        });
        await using var host = Host(service, options => options.MaxResponseBytes = 100_000);
        var before = GC.GetTotalAllocatedBytes();

        var failure = await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""");

        failure.ErrorName.Should().Be("Http.TooLarge");
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(64 << 20);
    }

    [Fact]
    public async Task SlowResponse_IsNotWaitedFor()
    {
        await using var service = await WebService.StartAsync(async context =>
        {
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var host = Host(service, options => (options.Timeout, options.ConnectTimeout) = (TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(300)));
        var watch = Stopwatch.StartNew();

        var failure = await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""");

        failure.ErrorName.Should().Be("Http.Timeout");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Cancel_EndsTheCall()
    {
        var isCalled = new TaskCompletionSource();
        await using var service = await WebService.StartAsync(context =>
        {
            isCalled.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var host = Host(service);
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var call = host.RunAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""", cancellationToken: canceled.Token);
        await isCalled.Task.WaitAsync(Token);
        await canceled.CancelAsync();

        await call.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task NobodyThere_IsUnreachable()
    {
        string url;
        await using (var service = await WebService.StartAsync("1"))
        {
            url = service.Url();
        }

        await using var host = new TaskHost(Allow(new Uri(url).Authority));

        (await host.FailAsync("http", $$"""{"ApiEndpoint":"{{url}}"}""")).ErrorName.Should().Be("Http.Unreachable");
        (await host.FailAsync("http", $$"""{"ApiEndpoint":"{{url.Replace("http", "https", StringComparison.Ordinal)}}"}""")).ErrorName.Should().Be("Http.Unreachable");
    }

    [Fact]
    public async Task PlainServer_AskedByTls_IsUnreachable()
    {
        await using var service = await WebService.StartAsync("1");
        await using var host = Host(service);

        var failure = await host.FailAsync("http", $$"""{"ApiEndpoint":"https://127.0.0.1:{{service.Port}}/"}""");

        failure.ErrorName.Should().Be("Http.Unreachable");
        service.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("application/json", """{"a":1,"a":2}""")]
    [InlineData("text/plain; charset=utf-7", "+ADw-")]
    [InlineData("image/png", "\u0080")]
    public async Task Garbage_IsInvalid(string type, string body)
    {
        await using var service = await WebService.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.Body.WriteAsync(System.Text.Encoding.Latin1.GetBytes(body)).AsTask();
        });
        await using var host = Host(service);

        (await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""")).ErrorName.Should().Be("Http.InvalidResponse");
    }

    [Fact]
    public async Task CompressedResponse_IsNotUnpacked()
    {
        await using var service = await WebService.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("x");
        });
        await using var host = Host(service);

        (await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""")).ErrorName.Should().Be("Http.InvalidResponse");
    }

    [Fact]
    public async Task DryRun_CallsNobody()
    {
        await using var service = await WebService.StartAsync("1");
        await using var host = Host(service);

        var result = await host.RunAsync("http", WithSecret(service), isDryRun: true);

        result!["StatusCode"]!.GetValue<int>().Should().Be(0);
        service.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"ApiEndpoint":"U","Url":"U"}""")]
    [InlineData("""{}""")]
    [InlineData("[]")]
    [InlineData("""{"ApiEndpoint":7}""")]
    [InlineData("""{"ApiEndpoint":"/orders"}""")]
    [InlineData("""{"ApiEndpoint":"file:///etc/passwd"}""")]
    [InlineData("""{"ApiEndpoint":"U","Method":"CONNECT"}""")]
    [InlineData("""{"ApiEndpoint":"U","Method":"get"}""")]
    [InlineData("""{"ApiEndpoint":"U","RequestBody":1}""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"Host":"a"} }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"Transfer-Encoding":"chunked"} }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"X-Forwarded-Host":"a"} }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"Authorization":"Bearer x"} }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"cookie":"a=b"} }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"X-A":"a\r\nX-B: c"} }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"X-A\r\nX-B":"c"} }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"X-A":{"Secret":"crm","Prefix":"\r\nX-B: "} } }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"X-A":{"Secret":"crm","more":1} } }""")]
    [InlineData("""{"ApiEndpoint":"U","Headers":{"X-A":["a"]} }""")]
    [InlineData("""{"ApiEndpoint":"U","QueryParameters":"a=b"}""")]
    [InlineData("""{"ApiEndpoint":"U","QueryParameters":{"a":{} } }""")]
    public async Task BadInput_IsRefusedBeforeAnythingIsSent(string input)
    {
        await using var service = await WebService.StartAsync("1");
        await using var host = Host(service);

        var failure = await host.FailAsync("http", input.Replace("\"U\"", $"\"{service.Url()}\"", StringComparison.Ordinal));

        failure.ErrorName.Should().Be("Http.InvalidRequest");
        service.Calls.Should().BeEmpty();
    }

    private static TaskHost Host(WebService service, Action<WorkflowHttpOptions>? more = null)
        => new(options =>
        {
            Allow($"127.0.0.1:{service.Port}")(options);
            options.Secrets["crm"] = new WorkflowSecretOptions { Value = Secret, Hosts = { $"http://127.0.0.1:{service.Port}" } };
            more?.Invoke(options);
        });

    private static Action<WorkflowHttpOptions> Allow(string authority) => options =>
    {
        options.AllowedHosts.Add("http://" + authority);
        options.AllowedNetworks.Add("127.0.0.1/32");
    };

    private static string WithSecret(WebService service)
        => new JsonObject { ["ApiEndpoint"] = service.Url(), ["Headers"] = new JsonObject { ["Authorization"] = new JsonObject { ["Secret"] = "crm" } } }.ToJsonString();
}
