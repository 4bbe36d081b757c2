// One binary that is a whole Kubernetes control plane: it behaves as
// kube-apiserver, kube-controller-manager, kubectl, etcd or pod-oracle,
// depending on the name it is started by. One link step and one copy of the
// client libraries keep the build short and the file small.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	_ "time/tzdata" // time zones of CronJobs, as the released binaries have

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	kubeapiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	kubecontrollermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"

	// The released binaries register these too: kubectl's credential plugins,
	// JSON logs, and the metrics of client and version.
	_ "k8s.io/client-go/plugin/pkg/client/auth"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

func main() {
	if os.Getenv("CONTROL_PLANE_EXIT_WITH_STDIN") != "" {
		go exitWithStandardInput()
	}
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	switch name {
	case "kube-apiserver":
		os.Exit(cli.Run(kubeapiserver.NewAPIServerCommand()))
	case "kube-controller-manager":
		os.Exit(cli.Run(kubecontrollermanager.NewControllerManagerCommand()))
	case "kubectl":
		runKubectl()
	case "etcd":
		etcdmain.Main(os.Args)
	case "pod-oracle":
		os.Exit(runPodOracle(os.Stdin, os.Stdout))
	default:
		fmt.Fprintf(os.Stderr, "%s: start me as kube-apiserver, kube-controller-manager, kubectl, etcd or pod-oracle\n", name)
		os.Exit(2)
	}
}

// exitWithStandardInput ends a server whose test run was killed: nobody is
// left to stop it then, but its standard input closes.
func exitWithStandardInput() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(1)
}

// runKubectl does what the main function of the released kubectl does.
func runKubectl() {
	_, _ = logs.GlogSetter(kubectl.GetLogVerbosity(os.Args))
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
	}
}
