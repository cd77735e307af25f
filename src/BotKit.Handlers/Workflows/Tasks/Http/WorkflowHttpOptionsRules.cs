using System.Net;
using BotKit.Workflows;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>Checks hosts, networks and secrets. No message holds a secret.</summary>
internal sealed class WorkflowHttpOptionsRules : IValidateOptions<WorkflowHttpOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkflowHttpOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var error in options.ConfigurationErrors)
        {
            result.AddError(error);
        }

        CheckHosts(result, options.AllowedHosts, nameof(options.AllowedHosts));
        foreach (var network in options.AllowedNetworks.Where(static network => !IPNetwork.TryParse(network, out _)))
        {
            result.AddError($"AllowedNetworks: '{network}' is not a network such as 10.2.0.0/16.");
        }

        foreach (var (key, secret) in options.Secrets)
        {
            if (!WorkflowSignalName.IsWellFormed(key))
            {
                result.AddError($"Secrets: '{key}' is not a name of 1 to 100 letters, digits, '.', '_' and '-'.");
            }

            if (secret.Value.Length is 0 or > HttpTaskDefaults.MaxSecret || secret.Value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                result.AddError($"Secrets: the value of '{key}' must have 1 to {HttpTaskDefaults.MaxSecret} printable ASCII characters.");
            }

            CheckHosts(result, secret.Hosts, $"Secrets: '{key}'");
        }

        CheckDuration(result, options.Timeout, HttpTaskDefaults.MaxTimeout, nameof(options.Timeout));
        CheckDuration(result, options.ConnectTimeout, HttpTaskDefaults.MaxConnectTimeout, nameof(options.ConnectTimeout));
        if (options.ConnectTimeout > options.Timeout)
        {
            result.AddError($"ConnectTimeout ({options.ConnectTimeout}) must not be longer than Timeout ({options.Timeout}).");
        }

        return result.Build();
    }

    private static void CheckDuration(ValidateOptionsResultBuilder result, TimeSpan value, TimeSpan max, string property)
    {
        if (value < HttpTaskDefaults.MinTimeout || value > max)
        {
            result.AddError($"{property} ({value}) must be from {HttpTaskDefaults.MinTimeout} to {max}.");
        }
    }

    private static void CheckHosts(ValidateOptionsResultBuilder result, IEnumerable<string> hosts, string where)
    {
        foreach (var host in hosts.Where(static host => !AllowedHost.TryParse(host, out _)))
        {
            result.AddError($"{where}: '{host}' is not a host such as api.example.com, *.example.com or http://crm.example.com:8080.");
        }
    }
}
