using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;

namespace BotKit.Handlers.Workflows;

/// <summary>
/// Sends requests. The address that a host's name leads to is looked up once, checked, and is the one that is connected to, so that a
/// name that changes its mind in between leads nowhere else. Redirects, cookies, proxies and compression are off.
/// </summary>
internal sealed class HttpTaskClient : IDisposable
{
    private readonly HttpClient _client;

    public HttpTaskClient(IOptions<WorkflowHttpOptions> options, HttpTaskHosts hosts)
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest)
        {
            AllowPlainTextHttp = hosts.AllowsPlain,

            // It sends "X-Forwarded-For: true" to scare off metadata services, whose addresses are refused in any case.
            AddXFFHeader = false,
        };
        if (options.Value.AllowedNetworks.Count > 0)
        {
            policy.AddAllowedAddresses([.. options.Value.AllowedNetworks]);
        }

        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = options.Value.ConnectTimeout;
        handler.PooledConnectionLifetime = HttpTaskDefaults.ConnectionLifetime;
        handler.MaxResponseHeadersLength = HttpTaskDefaults.MaxResponseHeaderKilobytes;
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose() => _client.Dispose();
}
