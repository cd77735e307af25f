using System.Net;

/// <summary>The customer database of the examples, over HTTP.</summary>
public sealed class HttpCrm(HttpClient http) : ICrm
{
    public async ValueTask<bool> KnowsAsync(string email, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"customers/{Uri.EscapeDataString(email)}", cancellationToken);
        return answer.StatusCode != HttpStatusCode.NotFound && answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
    }

    public async ValueTask PingAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("health", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
