using System.Net.Http.Headers;
using BotKit.Notifications.Content;
using Microsoft.Extensions.Configuration;

namespace BotKit.Notifications.Channels;

/// <summary>Sends alerts to a web address: generic JSON, Slack's or Teams' shape, signed where there is a secret.</summary>
internal sealed class WebhookBotNotifier(
    string name, WebhookChannelOptions options, HttpClient http, Wording wording, IConfiguration? configuration, TimeProvider clock) : IAlertChannel
{
    /// <summary>By which the receiver recognises a message that comes twice.</summary>
    public const string DeliveryHeader = "BotKit-Delivery";

    public string Name => name;

    /// <summary>A client that follows no redirect and keeps no cookie; answers are not read.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
        MaxConnectionsPerServer = 4,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    public async ValueTask<SendOutcome> SendAsync(Notice notice, SendProgress progress, CancellationToken cancellationToken)
    {
        if ((options.Url ?? configuration?[options.UrlKey!]) is not { Length: > 0 } url || !Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsAllowed(address))
        {
            return SendOutcome.Failed("The address is missing from the configuration or not allowed.");
        }

        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(notice, address);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return Judge(response);
        }
        catch (HttpRequestException)
        {
            return SendOutcome.Again("The receiver cannot be reached.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.Again("The receiver did not answer in time.");
        }
    }

    private bool IsAllowed(Uri address)
        => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || options.AllowHttp));

    private HttpRequestMessage Request(Notice notice, Uri address)
    {
        var body = new WebhookBody(wording).Of(notice, options.Format);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("BotKit", null));
        request.Headers.TryAddWithoutValidation(DeliveryHeader, notice.Id);
        if (options.SecretKey is { } key && configuration?[key] is { Length: > 0 } secret)
        {
            request.Headers.TryAddWithoutValidation(WebhookSignature.Header, WebhookSignature.Of(secret, clock.GetUtcNow(), body));
        }

        return request;
    }

    private SendOutcome Judge(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        return code switch
        {
            >= 200 and < 300 => SendOutcome.Sent,
            429 or 408 or 425 or >= 500 => SendOutcome.Again($"The receiver answered {code}.", RetryAfter(response)),
            >= 300 and < 400 => SendOutcome.Failed($"The receiver answered {code}, and redirects are not followed."),
            _ => SendOutcome.Failed($"The receiver answered {code}."),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };
}
