using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads a section strictly: unknown keys and values of the wrong type become errors, all of them at once.</summary>
internal static class WorkflowHttpConfiguration
{
    public static void Read(IConfiguration section, WorkflowHttpOptions options)
    {
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "ALLOWEDHOSTS": Add(child, options.AllowedHosts); break;
                case "ALLOWEDNETWORKS": Add(child, options.AllowedNetworks); break;
                case "TIMEOUT": options.Timeout = Duration(child, options.Timeout, options); break;
                case "CONNECTTIMEOUT": options.ConnectTimeout = Duration(child, options.ConnectTimeout, options); break;
                case "MAXRESPONSEBYTES": options.MaxResponseBytes = Number(child, options.MaxResponseBytes, options); break;
                case "IDEMPOTENCYHEADER": options.IdempotencyHeader = child.Value ?? ""; break;
                case "SECRETS":
                    foreach (var secret in child.GetChildren())
                    {
                        ReadSecret(secret, options);
                    }

                    break;
                default: options.ConfigurationErrors.Add($"{child.Path} is not a setting of HTTP tasks."); break;
            }
        }
    }

    private static void ReadSecret(IConfigurationSection section, WorkflowHttpOptions options)
    {
        if (!options.Secrets.TryGetValue(section.Key, out var secret))
        {
            options.Secrets[section.Key] = secret = new WorkflowSecretOptions();
        }

        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "VALUE": secret.Value = child.Value ?? ""; break;
                case "HOSTS": Add(child, secret.Hosts); break;
                default: options.ConfigurationErrors.Add($"{child.Path} is not a setting of a secret."); break;
            }
        }
    }

    private static void Add(IConfigurationSection section, IList<string> list)
    {
        foreach (var child in section.GetChildren())
        {
            list.Add(child.Value ?? "");
        }
    }

    private static TimeSpan Duration(IConfigurationSection setting, TimeSpan otherwise, WorkflowHttpOptions options)
    {
        if (TimeSpan.TryParse(setting.Value, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        options.ConfigurationErrors.Add($"{setting.Path} is not a duration such as 00:00:30.");
        return otherwise;
    }

    private static int Number(IConfigurationSection setting, int otherwise, WorkflowHttpOptions options)
    {
        if (int.TryParse(setting.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        options.ConfigurationErrors.Add($"{setting.Path} is not a whole number.");
        return otherwise;
    }
}
